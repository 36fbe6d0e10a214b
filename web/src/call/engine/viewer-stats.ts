import type { DirectValue } from './direct-value';
import type { ViewerReport } from './measurement';
import {
  difference,
  entriesOf,
  lost,
  number,
  ratio,
  round,
  scaled,
  selectedPair,
  type Entry,
  type Report,
} from './stat-values';

/** What the statistics of a connection tell; the rest of a report comes from the frames that were shown. */
export type StatValues = Omit<ViewerReport, 'publicationId' | 'displayMs' | keyof DirectValue>;

/** What happened on one receiving connection between two statistics reports. */
export class ViewerStats {
  #before: Entry | null = null;

  /** All but the sizes are unknown the first time. */
  take(report: Report): StatValues {
    const entries = entriesOf(report);
    const video = [...entries.values()].find(
      (one) => one['type'] === 'inbound-rtp' && one['kind'] === 'video',
    );
    const before = this.#before?.['ssrc'] === video?.['ssrc'] ? this.#before : null;
    this.#before = video ?? null;
    const elapsed = difference('timestamp', before, video);
    const frames = difference('framesDecoded', before, video);
    const mean = (total: string, count: string) => ratio(total, count, before, video, 1000);
    return {
      rttMs: scaled(selectedPair(entries)?.['currentRoundTripTime'], 1000),
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
