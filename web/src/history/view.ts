/** What the page shows, as its address says it. */
export interface View {
  /** The range of time, as ISO 8601; null is the bound of the meeting. */
  from: string | null;
  to: string | null;
  /** Shows the last so many seconds up to now, or to the end of the meeting; null for the range above. */
  lastSeconds: number | null;
  /** The participant whose measurements are shown; null for everybody. */
  who: string | null;
}

export const wholeMeeting: View = { from: null, to: null, lastSeconds: null, who: null };

/** The lengths of time that the page can follow, by their names in the address. */
export const followed = { '5m': 300, '1h': 3600 } as const;

/** Reads `?from=&to=&last=&who=`. What is not valid counts as absent. */
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
  };
}

/** The parameters of the address for a view; nothing for what is the default. */
export function writeView({ from, to, lastSeconds, who }: View): URLSearchParams {
  const search = new URLSearchParams();
  const last = Object.entries(followed).find(([, seconds]) => seconds === lastSeconds);
  if (last !== undefined) search.set('last', last[0]);
  if (from !== null) search.set('from', from);
  if (to !== null) search.set('to', to);
  if (who !== null) search.set('who', who);
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
export function spanOf(view: View, start: number, end: number): Span {
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
