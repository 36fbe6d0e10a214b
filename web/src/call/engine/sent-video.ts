import type { Sent } from './stamp-clock';

/** What an encoder sends, by an RTCStatsReport; null while it sends nothing. */
export function sentVideo(report: Pick<ReadonlyMap<string, unknown>, 'forEach'>): Sent | null {
  let sent: Sent | null = null;
  report.forEach((entry) => {
    const { type, kind, frameWidth, frameHeight, framesPerSecond } = entry as Record<
      string,
      unknown
    >;
    if (
      type === 'outbound-rtp' &&
      kind === 'video' &&
      typeof frameWidth === 'number' &&
      typeof frameHeight === 'number'
    ) {
      sent = {
        size: { width: frameWidth, height: frameHeight },
        framesPerSecond:
          typeof framesPerSecond === 'number' && framesPerSecond > 0 ? framesPerSecond : null,
      };
    }
  });
  return sent;
}
