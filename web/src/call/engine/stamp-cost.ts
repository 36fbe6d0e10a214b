import type { Sent } from './sent-video';

/** Seconds after each change that do not count: a keyframe, and an encoder that adapts. */
const settlingSeconds = 3;
/** Seconds with and without the stamp that are compared, at least and at most. */
const leastSeconds = 8;
const mostSeconds = 20;
/** Two seconds are comparable if the connection allowed the encoder about the same. */
const sameTarget = 0.1;
/** Student's t for a 95 % interval, for so few seconds. */
const wide = 2.1;

/** What a stamp adds to the bit rate of a video, in bit/s. */
export interface Cost {
  bitsPerSecond: number;
  /** Half of a 95 % interval, as if each second were independent of the others. */
  plusMinus: number;
  /** What the video takes without the stamp. */
  without: number;
}

interface Second {
  bitsPerSecond: number;
  targetBitsPerSecond: number | null;
}

/**
 * Compares the bit rate of the seconds before a stamp was switched on with that of the seconds after. The scene may change
 * meanwhile, which the interval reflects only as far as it changes from second to second.
 */
export class StampCost {
  #newest: { sent: Sent; stamped: boolean } | null = null;
  #settling = settlingSeconds;
  #without: Second[] = [];
  #with: Second[] = [];

  /** What was sent until now; call it about once a second. Null while nothing is sent. */
  add(sent: Sent | null, stamped: boolean): void {
    const before = this.#newest;
    this.#newest = sent && { sent, stamped };
    if (sent === null || before === null || before.sent.size.height !== sent.size.height) {
      // Another picture costs something else.
      this.#restart();
      return;
    }
    if (before.stamped !== stamped) {
      this.#settling = settlingSeconds;
      if (stamped) this.#with = [];
      else this.#without = [];
      return;
    }
    const seconds = (sent.atMs - before.sent.atMs) / 1000;
    if (!(seconds > 0) || this.#settling-- > 0) {
      return;
    }
    const second = {
      bitsPerSecond: ((sent.bytes - before.sent.bytes) * 8) / seconds,
      targetBitsPerSecond: sent.targetBitsPerSecond,
    };
    if (stamped) {
      // The first ones after the change: later ones show another scene.
      if (this.#with.length < mostSeconds) this.#with.push(second);
    } else {
      this.#without = [...this.#without.slice(1 - mostSeconds), second];
    }
  }

  /** Whether there are enough seconds without the stamp, so that the cost can be measured once it is on. */
  get comparable(): boolean {
    return this.#without.length >= leastSeconds;
  }

  /** Null until there are enough comparable seconds. */
  get value(): Cost | null {
    const on = this.#with;
    const reference = on[0]?.targetBitsPerSecond ?? null;
    const alike = ({ targetBitsPerSecond: target }: Second) =>
      reference === null ||
      target === null ||
      Math.abs(target - reference) <= sameTarget * reference;
    const [a, b] = [this.#without.filter(alike), on.filter(alike)].map((group) =>
      group.map(({ bitsPerSecond }) => bitsPerSecond),
    );
    if (!a || !b || a.length < leastSeconds || b.length < leastSeconds) {
      return null;
    }
    return {
      bitsPerSecond: mean(b) - mean(a),
      plusMinus: wide * Math.sqrt(variance(a) / a.length + variance(b) / b.length),
      without: mean(a),
    };
  }

  #restart(): void {
    this.#without = [];
    this.#with = [];
    this.#settling = settlingSeconds;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
