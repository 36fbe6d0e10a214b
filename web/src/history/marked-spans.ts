import type { Mark } from './marks';
import { sourceNames } from './source-names';
import type { Sample } from './samples';

/** A span of a meeting that is compared with others: one participant, by one kind of clock. */
export interface MarkedSpan {
  meetingId: string;
  /** In ms since 1970. */
  from: number;
  to: number;
  participantId: string;
  source: Sample['source'];
}

/** As many as the server compares. */
export const mostSpans = 4;

/** Between the parts of a span in the address. */
const separator = '.';

/** Reads `?span=…&span=…`. What is not valid counts as absent. */
export function readSpans(search: URLSearchParams): MarkedSpan[] {
  return search.getAll('span').flatMap(readSpan).slice(0, mostSpans);
}

function readSpan(text: string): MarkedSpan[] {
  const [meetingId = '', from, to, participantId = '', source = ''] = text.split(separator);
  const span = { meetingId, from: Number(from), to: Number(to), participantId };
  const valid =
    meetingId !== '' &&
    participantId !== '' &&
    isTime(span.from) &&
    isTime(span.to) &&
    span.from < span.to &&
    source in sourceNames;
  return valid ? [{ ...span, source: source as Sample['source'] }] : [];
}

/** Greater numbers are no date. */
function isTime(ms: number): boolean {
  return Number.isInteger(ms) && Math.abs(ms) < 8.64e15;
}

/** The parameter of the address for a span. */
export function writeSpan({ meetingId, from, to, participantId, source }: MarkedSpan): string {
  return [meetingId, from, to, participantId, source].join(separator);
}

/** A for the first span, then B, C and D. */
export function spanLabel(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The marks of the spans of one meeting. Those of the same time are one mark. */
export function marksOfSpans(spans: readonly MarkedSpan[], meetingId: string): Mark[] {
  const labels = new Map<string, Mark>();
  spans.forEach((span, index) => {
    if (span.meetingId !== meetingId) return;
    const key = `span ${span.from} ${span.to}`;
    const text = [labels.get(key)?.text, spanLabel(index)].filter(Boolean).join(', ');
    labels.set(key, { key, kind: 'span', at: span.from, until: span.to, text });
  });
  return [...labels.values()];
}
