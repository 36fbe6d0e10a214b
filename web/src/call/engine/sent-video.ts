import type { Size } from '../../clock-code/stamp-size';

/** What an encoder has sent until now. */
export interface Sent {
  size: Size;
  framesPerSecond: number | null;
  /** Since the connection began, with headers and repeated packets. */
  bytes: number;
  /** When these figures were taken, in ms. */
  atMs: number;
  /** What the encoder aims at, as the connection allows; null where the browser does not tell. */
  targetBitsPerSecond: number | null;
}

/** What an encoder sends, by an RTCStatsReport; null while it sends nothing. Of several pictures, the largest counts. */
export function sentVideo(report: Pick<ReadonlyMap<string, unknown>, 'forEach'>): Sent | null {
  let sent: Sent | null = null;
  report.forEach((entry) => {
    const stats = entry as Record<string, unknown>;
    const { type, kind, timestamp } = stats;
    const [width, height] = [positive(stats['frameWidth']), positive(stats['frameHeight'])];
    if (
      type === 'outbound-rtp' &&
      kind === 'video' &&
      width !== null &&
      height !== null &&
      width > (sent?.size.width ?? 0)
    ) {
      sent = {
        size: { width, height },
        framesPerSecond: positive(stats['framesPerSecond']),
        bytes: (positive(stats['bytesSent']) ?? 0) + (positive(stats['headerBytesSent']) ?? 0),
        atMs: typeof timestamp === 'number' ? timestamp : NaN,
        targetBitsPerSecond: positive(stats['targetBitrate']),
      };
    }
  });
  return sent;
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
