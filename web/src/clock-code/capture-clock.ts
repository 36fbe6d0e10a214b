/** So many frames must agree before the difference of the clocks is believed. */
const leastMatches = 4;
/** By how much they may differ, in ms: browsers round times to 0.1 ms, some to 1 ms. */
const agreeMs = 1;
/** Frames and capture times that are remembered: two seconds at 30 fps. */
const remembered = 60;
/** No frame takes longer from its capture to its arrival, in frames. */
const longestFrames = 8;
/** Without two frames to measure it, in ms. */
const usualFrameMs = 33;

/** Bound of the error of a capture time that {@link CaptureClock} finds, in ms. */
export const captureErrorMs = 1;

/**
 * Finds out when a camera captured its frames. Chromium's `VideoFrame.timestamp` of a camera is the time of capture, but by
 * a clock whose zero is not told. On the page, `requestVideoFrameCallback` tells the capture time of some of the same
 * frames by the page's clock. Both clocks run alike, so a few frames give their difference.
 *
 * All times are in ms; those of capture and arrival are since 1970.
 */
export class CaptureClock {
  readonly #frames: { timestampMs: number; arrivedMs: number }[] = [];
  readonly #captured: number[] = [];
  /** The clock of timestamps minus the page's; null while unknown. */
  #aheadMs: number | null = null;

  /** A frame arrived. */
  frame(timestampMs: number, arrivedMs: number): void {
    if (this.#aheadMs === null) {
      this.#frames.push({ timestampMs, arrivedMs });
      this.#frames.splice(0, this.#frames.length - remembered);
    }
  }

  /** The page knows when it captured one of the frames, without knowing which. */
  captured(atMs: number): void {
    if (this.#aheadMs === null) {
      this.#captured.push(atMs);
      this.#captured.splice(0, this.#captured.length - remembered);
      this.#aheadMs = this.#match();
    }
  }

  /** When the frame with this timestamp was captured; null while unknown. */
  at(timestampMs: number): number | null {
    return this.#aheadMs === null ? null : timestampMs - this.#aheadMs;
  }

  /** The difference on which most capture times agree; the least one where several fit, as with evenly spaced frames. */
  #match(): number | null {
    // Every frame was captured before it arrived.
    const leastMs = Math.max(
      ...this.#frames.map(({ timestampMs, arrivedMs }) => timestampMs - arrivedMs),
    );
    const mostMs = leastMs + longestFrames * this.#frameMs();
    const found = this.#captured
      .flatMap((atMs) => this.#frames.map(({ timestampMs }) => timestampMs - atMs))
      .filter((ms) => ms >= leastMs - agreeMs && ms < mostMs)
      .sort((one, other) => one - other);
    let best: readonly number[] = [];
    for (let first = 0, last = 0; last < found.length; last++) {
      while ((found[last] ?? 0) - (found[first] ?? 0) > agreeMs) first++;
      if (last - first + 1 > best.length) best = found.slice(first, last + 1);
    }
    // Otherwise it may be a coincidence.
    const enough = best.length >= leastMatches && best.length * 2 > this.#captured.length;
    return enough ? (best[Math.floor(best.length / 2)] ?? null) : null;
  }

  #frameMs(): number {
    const gaps = this.#frames
      .slice(1)
      .map(({ timestampMs }, i) => timestampMs - (this.#frames[i]?.timestampMs ?? timestampMs))
      .sort((one, other) => one - other);
    return gaps[Math.floor(gaps.length / 2)] ?? usualFrameMs;
  }
}
