/** What the regular look at a connection's statistics is after. */
export interface Observation {
  speaking: boolean;
  /** Packets of a picture arrive, but no new picture came out of them for `frozenMs`. */
  frozen: boolean;
}

/** In ms. */
export const frozenMs = 3000;
/** Of 0–1; the hum of a quiet room is below. */
const speakingLevel = 0.015;

/** Judges one connection from one look at its statistics to the next. */
export class Observer {
  #framesDecoded = -1;
  #packetsAtFrame = 0;
  #frameAt: number;

  constructor(now: number) {
    this.#frameAt = now;
  }

  /** `report` is an RTCStatsReport. */
  observe(report: Pick<ReadonlyMap<string, unknown>, 'forEach'>, now: number): Observation {
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
        if (frames !== this.#framesDecoded) {
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
