/**
 * The text of Chatty Cat's own clock codes: an instant in UTC, its zone, and the id that the server handed out.
 *
 * @param epochMs the instant, in ms since the epoch
 * @param clockId one to five digits
 */
export function clockText(epochMs: number, clockId: string): string {
  // 2026-11-26T13:15:42.123Z
  const iso = new Date(Math.round(epochMs)).toISOString();
  const digits = iso.slice(2, 19).replace(/\D/g, '');
  return `oT${digits}${iso.slice(19, 23)}oTD0oTZ0oTI${clockId}`;
}
