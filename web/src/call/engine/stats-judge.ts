/** What the statistics of a connection tell. */
export interface Verdict {
  speaking: boolean;
  /** Packets of video arrive, but no new frame came out of them for `frozenMs`. */
  frozen: boolean;
}

/** In ms. */
export const frozenMs = 3000;
/** Between 0 and 1; the noise of a quiet room is below. */
const speakingLevel = 0.015;

/** Judges one connection from one statistics report to the next. */
export class StatsJudge {
  #framesDecoded = -1;
  #packetsAtFrame = 0;
  #frameAt: number;

  constructor(now: number) {
    this.#frameAt = now;
  }

  /**
   * @param report an RTCStatsReport
   * @param paused whether no picture is sent, so that none can be frozen
   */
  judge(
    report: Pick<ReadonlyMap<string, unknown>, 'forEach'>,
    now: number,
    paused = false,
  ): Verdict {
    let speaking = false;
    let packets = 0;
    report.forEach((entry) => {
      const stats = entry as Record<string, unknown>;
      const isAudio = stats['kind'] === 'audio';
      if (isAudio && (stats['type'] === 'inbound-rtp' || stats['type'] === 'media-source')) {
        speaking ||= number(stats['audioLevel']) > speakingLevel;
      }
      if (!isAudio && stats['type'] === 'inbound-rtp') {
        packets = number(stats['packetsReceived']);
        const frames = number(stats['framesDecoded']);
        if (frames !== this.#framesDecoded || paused) {
          this.#framesDecoded = frames;
          this.#packetsAtFrame = packets;
          this.#frameAt = now;
        }
      }
    });
    return {
      speaking,
      frozen: packets > this.#packetsAtFrame && now - this.#frameAt >= frozenMs,
    };
  }
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
