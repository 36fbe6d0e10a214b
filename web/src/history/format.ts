const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Date and time to the second, in the reader's zone. */
export function formatInstant(ms: number): string {
  return instant.format(new Date(ms));
}

/** A range of time, with the date once where both ends have it. */
export function formatRange(from: number, to: number): string {
  const [start, end] = [new Date(from), new Date(to)];
  const sameDay = day.format(start) === day.format(end);
  return `${instant.format(start)} – ${(sameDay ? time : instant).format(end)}`;
}

/** Whole milliseconds; a dash for no value. */
export function formatMs(ms: number | null): string {
  return ms === null ? '–' : `${Math.round(ms).toLocaleString()} ms`;
}
