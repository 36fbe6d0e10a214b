import {
  reactions,
  type ChatMessage,
  type ClientRequest,
  type Notification,
  type Reaction,
} from './protocol';
import { Store } from './store';

/** How long a reaction is shown, in ms. */
export const reactionMs = 4000;

/** One reaction on a tile; a new object each time. */
export interface Shown {
  reaction: Reaction;
}

type Said = Extract<ClientRequest, { type: 'chat' | 'hand' | 'react' }>;
type Heard = Extract<Notification, { type: 'meeting' | 'chat' | 'reaction' }>;

/** What people say and show besides their voices: the chat, raised hands, reactions, and the meeting's title and code. */
export class Conversation {
  /** The messages that this page has, in the order in which they were sent. */
  readonly messages = new Store<readonly ChatMessage[]>([]);
  /** How many messages came while the chat was not shown. */
  readonly unread = new Store(0);
  /** By participant. */
  readonly reactions = new Store<ReadonlyMap<string, Shown>>(new Map());
  readonly title = new Store<string | null>(null);
  /** The code of the meeting that people can say; null before joining. */
  readonly shortCode = new Store<string | null>(null);
  readonly #say: (message: Said) => Promise<void>;
  #shown = false;

  /** @param say sends a request; rejects with a SignallingError */
  constructor(say: (message: Said) => Promise<void>) {
    this.#say = say;
  }

  /** Rejects with a SignallingError if the message was not stored. */
  write(text: string): Promise<void> {
    return this.#say({ type: 'chat', text });
  }

  raiseHand(raised: boolean): Promise<void> {
    return this.#say({ type: 'hand', raised });
  }

  react(reaction: Reaction): Promise<void> {
    return this.#say({ type: 'react', reaction });
  }

  /** The chat is shown, so its messages are read, until the function returned is called. */
  show(): () => void {
    this.#shown = true;
    this.unread.set(0);
    return () => {
      this.#shown = false;
    };
  }

  receive(message: Heard): void {
    switch (message.type) {
      case 'meeting':
        this.title.set(message.title);
        break;
      case 'chat':
        this.#add(message.messages);
        break;
      case 'reaction':
        this.#react(message.participantId, message.reaction);
    }
  }

  /** The server repeats messages after a page has come back. */
  #add(messages: readonly ChatMessage[]): void {
    const known = this.messages.get();
    const newest = known.at(-1)?.number ?? 0;
    const added = messages.filter(({ number }) => number > newest);
    if (added.length > 0) {
      this.messages.set([...known, ...added]);
      if (!this.#shown) this.unread.update((before) => before + added.length);
    }
  }

  #react(participantId: string, name: string): void {
    const reaction = reactions.find((one) => one === name);
    if (reaction === undefined) return;
    const shown = { reaction };
    this.reactions.update((before) => new Map([...before, [participantId, shown]]));
    setTimeout(() => {
      this.reactions.update((before) =>
        before.get(participantId) === shown
          ? new Map([...before].filter(([id]) => id !== participantId))
          : before,
      );
    }, reactionMs);
  }
}

/** Where each raised hand is in the order in which they were raised, from 1. */
export function handOrder(
  room: readonly { id: string; handRaisedAt: string | null }[],
): ReadonlyMap<string, number> {
  const raised = room.flatMap(({ id, handRaisedAt }) =>
    handRaisedAt === null ? [] : [{ id, at: Date.parse(handRaisedAt) }],
  );
  raised.sort((one, other) => one.at - other.at);
  return new Map(raised.map(({ id }, index) => [id, index + 1]));
}

/** People with raised hands come first, in the order of raising; the order of the others stays. */
export function handsFirst<T extends { id: string; handRaisedAt: string | null }>(
  room: readonly T[],
): T[] {
  const hands = handOrder(room);
  const place = ({ id }: T) => hands.get(id) ?? hands.size + 1;
  return [...room].sort((one, other) => place(one) - place(other));
}
