/** Reading of statistics reports (W3C, Identifiers for WebRTC's Statistics API). What a browser lacks is null, never 0. */

/** An RTCStatsReport, of which only this is used. */
export type Report = Pick<ReadonlyMap<string, unknown>, 'forEach'>;

export type Entry = Record<string, unknown>;

/** The entries of a report by their ids. */
export function entriesOf(report: Report): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  report.forEach((entry) => {
    entries.set(String((entry as Entry)['id']), entry as Entry);
  });
  return entries;
}

/** The pair of candidates in use. */
export function selectedPair(entries: ReadonlyMap<string, Entry>): Entry | undefined {
  const all = [...entries.values()];
  const transport = all.find((one) => one['type'] === 'transport');
  const named = entries.get(String(transport?.['selectedCandidatePairId']));
  // Firefox marks the pair instead of naming it.
  return named ?? all.find((one) => one['type'] === 'candidate-pair' && one['selected'] === true);
}

export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function scaled(value: unknown, factor: number): number | null {
  const known = number(value);
  return known === null ? null : round(known * factor);
}

/** How much a counter grew; null where it is unknown, or was reset. */
export function difference(
  name: string,
  before: Entry | null | undefined,
  now: Entry | undefined,
): number | null {
  const from = number(before?.[name]);
  const to = number(now?.[name]);
  return from === null || to === null || to < from ? null : to - from;
}

/** How many packets were lost. The browser takes back losses whose packets arrived late. */
export function lost(before: Entry | null | undefined, now: Entry | undefined): number | null {
  const from = number(before?.['packetsLost']);
  const to = number(now?.['packetsLost']);
  return from === null || to === null ? null : Math.max(0, to - from);
}

/** A mean of what was counted; null where nothing was. */
export function ratio(
  total: string,
  count: string,
  before: Entry | null | undefined,
  now: Entry | undefined,
  factor: number,
): number | null {
  const sum = difference(total, before, now);
  const parts = difference(count, before, now);
  return sum === null || parts === null || parts === 0 ? null : round((sum / parts) * factor);
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
