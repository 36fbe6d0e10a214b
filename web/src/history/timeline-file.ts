import { csvLine } from '../ui/save-file';
import type { Mark } from './marks';

/** The timeline as CSV (RFC 4180) with a header. Times are in UTC, ISO 8601; `until` is empty for instants and what goes on. */
export function timelineAsCsv(marks: readonly Mark[]): string {
  const lines = marks.map(({ at, until, kind, text, author }) =>
    csvLine([
      new Date(at).toISOString(),
      until === null || until === Infinity ? null : new Date(until).toISOString(),
      kind,
      text,
      author ?? null,
    ]),
  );
  return [csvLine(['at', 'until', 'kind', 'event', 'author']), ...lines]
    .map((line) => `${line}\r\n`)
    .join('');
}
