const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The meeting's id out of what somebody typed or pasted: the code, or a link that has it; null where there is none. */
export function parseMeetingCode(text: string): string | null {
  return uuid.exec(text)?.[0].toLowerCase() ?? null;
}
