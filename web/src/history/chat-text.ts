/** A chat message, for a file. */
export interface WrittenMessage {
  displayName: string;
  guest: boolean;
  sentAt: string;
  text: string;
}

/** Messages as a text file, one after the other. */
export function chatAsText(messages: readonly WrittenMessage[]): string {
  return messages
    .map(({ sentAt, displayName, guest, text }) => {
      const name = guest ? `${displayName} (guest)` : displayName;
      return `${sentAt} ${name}:\n${text.replace(/^/gm, '  ')}\n`;
    })
    .join('\n');
}
