import type { DirectValue } from './direct-value';
import type { ViewerReport } from './protocol';

/** What the statistics of a connection tell; the rest of a report comes from the frames that were shown. */
export type StatValues = Omit<ViewerReport, 'publicationId' | 'displayMs' | keyof DirectValue>;

type Entry = Record<string, unknown>;

/** What happened on one receiving connection between two statistics reports. */
export class ViewerStats {
  #before: Entry | null = null;

  /** `report` is an RTCStatsReport. All but the sizes are unknown the first time. */
  take(report: Pick<ReadonlyMap<string, unknown>, 'forEach'>): StatValues {
    const entries = new Map<string, Entry>();
    report.forEach((entry) => {
      entries.set(String((entry as Entry)['id']), entry as Entry);
    });
    const all = [...entries.values()];
    const video = all.find((one) => one['type'] === 'inbound-rtp' && one['kind'] === 'video');
    const before = this.#before?.['ssrc'] === video?.['ssrc'] ? this.#before : null;
    this.#before = video ?? null;
    const elapsed = difference('timestamp', before, video);
    const frames = difference('framesDecoded', before, video);
    const mean = (total: string, count: string) => ratio(total, count, before, video, 1000);
    return {
      rttMs: scaled(selectedPair(entries, all)?.['currentRoundTripTime'], 1000),
      networkJitterMs: scaled(video?.['jitter'], 1000),
      jitterBufferMs: mean('jitterBufferDelay', 'jitterBufferEmittedCount'),
      decodeMs: mean('totalDecodeTime', 'framesDecoded'),
      processingMs: mean('totalProcessingDelay', 'framesDecoded'),
      // Frames of one packet are not in the sum: their time is 0.
      assemblyMs: mean('totalAssemblyTime', 'framesDecoded'),
      packetsReceived: difference('packetsReceived', before, video),
      packetsLost: lost(before, video),
      framesDecoded: frames,
      framesDropped: difference('framesDropped', before, video),
      framesPerSecond:
        frames === null || elapsed === null || elapsed <= 0
          ? null
          : round((frames * 1000) / elapsed),
      freezes: difference('freezeCount', before, video),
      frozenMs: scaled(difference('totalFreezesDuration', before, video), 1000),
      width: number(video?.['frameWidth']),
      height: number(video?.['frameHeight']),
    };
  }
}

function selectedPair(entries: ReadonlyMap<string, Entry>, all: Entry[]): Entry | undefined {
  const transport = all.find((one) => one['type'] === 'transport');
  const named = entries.get(String(transport?.['selectedCandidatePairId']));
  // Firefox marks the pair instead of naming it.
  return named ?? all.find((one) => one['type'] === 'candidate-pair' && one['selected'] === true);
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function scaled(value: unknown, factor: number): number | null {
  const known = number(value);
  return known === null ? null : round(known * factor);
}

/** How much a counter grew; null where it is unknown, or was reset. */
function difference(name: string, before: Entry | null, now: Entry | undefined): number | null {
  const from = number(before?.[name]);
  const to = number(now?.[name]);
  return from === null || to === null || to < from ? null : to - from;
}

/** The browser takes back losses whose packets arrived late. */
function lost(before: Entry | null, now: Entry | undefined): number | null {
  const from = number(before?.['packetsLost']);
  const to = number(now?.['packetsLost']);
  return from === null || to === null ? null : Math.max(0, to - from);
}

/** A mean of what was counted; null where nothing was. */
function ratio(
  total: string,
  count: string,
  before: Entry | null,
  now: Entry | undefined,
  factor: number,
): number | null {
  const sum = difference(total, before, now);
  const parts = difference(count, before, now);
  return sum === null || parts === null || parts === 0 ? null : round((sum / parts) * factor);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
