/** Whether a name contains what was typed, without regard to case and accents. */
export function isCalled(name: string, typed: string): boolean {
  return folded(name).includes(folded(typed).trim());
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
