import { formatClock } from '../ui/time';
import type { Interval } from './figures';
import { isTwice } from './local-time';
import type { Span } from './view';

const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
/** With the offset from UTC, for times that the clock shows twice because it is set back. */
const offset = new Intl.DateTimeFormat(undefined, { timeZoneName: 'shortOffset' });

function offsetOf(ms: number): string {
  if (!isTwice(ms / 1000)) return '';
  const name = offset.formatToParts(new Date(ms)).find(({ type }) => type === 'timeZoneName');
  return ` ${name?.value ?? ''}`;
}

/** Date and time to the second, in the reader's zone. */
export function formatInstant(ms: number): string {
  return instant.format(new Date(ms)) + offsetOf(ms);
}

/** As `formatInstant`, but without the date where both instants have the same. */
export function formatInstantOf(ms: number, other: number): string {
  const date = new Date(ms);
  const format = day.format(date) === day.format(new Date(other)) ? time : instant;
  return format.format(date) + offsetOf(ms);
}

/** The time of an arrival with milliseconds. It has the date where the range is of more than one day. */
export function formatArrival(iso: string, { from, to }: Span): string {
  const ms = Date.parse(iso);
  const date = day.format(new Date(from)) === day.format(new Date(to)) ? '' : day.format(ms) + ', ';
  return date + formatClock(iso) + offsetOf(ms);
}

/** A range of time, with the date once where both ends have it. */
export function formatRange(from: number, to: number): string {
  return `${formatInstant(from)} – ${formatInstantOf(to, from)}`;
}

/** Whole milliseconds; a dash for no value. */
export function formatMs(ms: number | null): string {
  return ms === null ? '–' : `${Math.round(ms).toLocaleString()} ms`;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** The size of a file, such as `4.2 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return (bytes / 1000 ** power).toLocaleString(undefined, {
    style: 'unit',
    unit: units[power],
    maximumFractionDigits: 1,
  });
}

/** An interval such as 204–218 ms, with a decimal where it is short. */
export function formatInterval({ lowerMs, upperMs }: Interval): string {
  const digits = upperMs - lowerMs < 10 ? 1 : 0;
  const number = (ms: number) =>
    ms.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number(lowerMs)}${lowerMs < 0 ? ' to ' : '–'}${number(upperMs)} ms`;
}
