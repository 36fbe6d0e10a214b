import type { ChatMessage } from '../protocol';

/** More messages at once are announced by their number only. */
const readAtMost = 2;

/** Says which messages came. */
export class ChatAnnouncements {
  /** The number of the last message that was announced or read. */
  #last = 0;

  /**
   * What is new since the last call, as sentences.
   *
   * @param unread how many of the messages, from the end, nobody has seen
   */
  next(messages: readonly ChatMessage[], unread: number): string[] {
    const fresh = messages
      .slice(messages.length - unread)
      .filter(({ number }) => number > this.#last);
    this.#last = messages.at(-1)?.number ?? this.#last;
    return fresh.length > readAtMost
      ? [`${fresh.length} new messages.`]
      : fresh.map(({ displayName, text }) => `${displayName} writes: ${text}`);
  }
}
