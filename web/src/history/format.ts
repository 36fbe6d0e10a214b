const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Date and time to the second, in the reader's zone. */
export function formatInstant(ms: number): string {
  return instant.format(new Date(ms));
}

/** As `formatInstant`, but without the date where both instants have the same. */
export function formatInstantOf(ms: number, other: number): string {
  const date = new Date(ms);
  return (day.format(date) === day.format(new Date(other)) ? time : instant).format(date);
}

/** A range of time, with the date once where both ends have it. */
export function formatRange(from: number, to: number): string {
  return `${formatInstant(from)} – ${formatInstantOf(to, from)}`;
}

/** Whole milliseconds; a dash for no value. */
export function formatMs(ms: number | null): string {
  return ms === null ? '–' : `${Math.round(ms).toLocaleString()} ms`;
}
