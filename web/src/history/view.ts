import { readSpans, writeSpan, type MarkedSpan } from './marked-spans';

/** What the page shows, as its address says it. */
export interface View {
  /** The range of time, as ISO 8601; null is the bound of the meeting. */
  from: string | null;
  to: string | null;
  /** Shows the last so many seconds up to now, or to the end of the meeting; null for the range above. */
  lastSeconds: number | null;
  /** The participant whose measurements are shown; null for everybody. */
  who: string | null;
  /** The keys of the charts that are unfolded; null for all. */
  lanes: readonly string[] | null;
  /** The keys of the lines that are switched off. */
  hidden: readonly string[];
  /** Whether the charts of latency have the bounds of the true values. */
  bounds: boolean;
  /** Whether each line has a chart of its own, all with the same scale. */
  apart: boolean;
  /** What is compared. */
  spans: readonly MarkedSpan[];
}

export const wholeMeeting: View = {
  from: null,
  to: null,
  lastSeconds: null,
  who: null,
  lanes: null,
  hidden: [],
  bounds: false,
  apart: false,
  spans: [],
};

/** Between the charts' keys in the address: a comma would be escaped. */
const separator = '.';

/** The lengths of time that the page can follow, by their names in the address. */
export const followed = { '5m': 300, '1h': 3600 } as const;

/** Reads `?from=&to=&last=&who=&lanes=&hide=&bounds=&apart=&span=`. What is not valid counts as absent. */
export function readView(search: URLSearchParams): View {
  const last = search.get('last');
  const lastSeconds =
    last !== null && last in followed ? followed[last as keyof typeof followed] : null;
  const from = lastSeconds === null ? instant(search.get('from')) : null;
  const to = lastSeconds === null ? instant(search.get('to')) : null;
  const reversed = from !== null && to !== null && from >= to;
  return {
    from: reversed ? null : from,
    to: reversed ? null : to,
    lastSeconds,
    who: search.get('who'),
    lanes:
      search
        .get('lanes')
        ?.split(separator)
        .filter((key) => key !== '') ?? null,
    hidden: search.getAll('hide'),
    bounds: search.has('bounds'),
    apart: search.has('apart'),
    spans: readSpans(search),
  };
}

/** The parameters of the address for a view; nothing for what is the default. */
export function writeView(view: View): URLSearchParams {
  const { from, to, lastSeconds, who, lanes, hidden, bounds, apart, spans } = view;
  const search = new URLSearchParams();
  const last = Object.entries(followed).find(([, seconds]) => seconds === lastSeconds);
  if (last !== undefined) search.set('last', last[0]);
  if (from !== null) search.set('from', from);
  if (to !== null) search.set('to', to);
  if (who !== null) search.set('who', who);
  if (lanes !== null) search.set('lanes', lanes.join(separator));
  for (const key of hidden) search.append('hide', key);
  if (bounds) search.set('bounds', '1');
  if (apart) search.set('apart', '1');
  for (const span of spans) search.append('span', writeSpan(span));
  return search;
}

function instant(text: string | null): string | null {
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** A range of time in ms since 1970. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The range that a view shows of a meeting.
 *
 * @param end when the meeting ended, or now
 */
export function spanOf(
  view: Pick<View, 'from' | 'to' | 'lastSeconds'>,
  start: number,
  end: number,
): Span {
  const to = view.to === null ? end : Date.parse(view.to);
  const from =
    view.lastSeconds !== null
      ? Math.max(Math.min(start, to - 1000), to - 1000 * view.lastSeconds)
      : view.from === null
        ? start
        : Date.parse(view.from);
  return { from: Math.min(from, to - 1000), to };
}

/** The shortest range that one can zoom to, in ms. */
const shortest = 2000;

/** The view of a part of the time. */
export function zoomedTo(view: View, from: number, to: number): View {
  const half = Math.max(shortest, to - from) / 2;
  const middle = (from + to) / 2;
  return {
    ...view,
    from: new Date(middle - half).toISOString(),
    to: new Date(middle + half).toISOString(),
    lastSeconds: null,
  };
}

/**
 * Folds or unfolds one chart.
 *
 * @param all the keys of all charts
 */
export function withLaneToggled(view: View, key: string, all: readonly string[]): View {
  const shown = view.lanes ?? all;
  const lanes = shown.includes(key)
    ? shown.filter((one) => one !== key)
    : all.filter((one) => one === key || shown.includes(one));
  return { ...view, lanes: all.every((one) => lanes.includes(one)) ? null : lanes };
}

/**
 * A range that is longer or shorter by a factor, in which an instant keeps its place.
 *
 * @param whole the range that it stays within
 */
export function scaled({ from, to }: Span, at: number, factor: number, whole: Span): Span {
  const length = Math.max(shortest, factor * (to - from));
  const place = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return within(at - place * length, length, whole);
}

/** A range that is moved by a share of its length. */
export function moved({ from, to }: Span, share: number, whole: Span): Span {
  return within(from + share * (to - from), to - from, whole);
}

/** The range of this length, or the whole one, that lies within it. */
function within(from: number, length: number, whole: Span): Span {
  const fitting = Math.min(length, whole.to - whole.from);
  const start = Math.min(Math.max(from, whole.from), whole.to - fitting);
  return { from: start, to: start + fitting };
}
