/** When codes change, and which instant each one shows. All times in ms. */

/**
 * How long the codes stay, in turn: a little over ten changes a second. The two differ, so that a camera whose frame
 * interval divides one of them does not see every code at the same age.
 */
export const holdsMs = [100, 250 / 3] as const;

/** Refresh intervals of displays: 240 to 20 times a second. */
const refreshLimits = [1000 / 240, 1000 / 20] as const;
/** Intervals of which the middle one counts. */
const remembered = 31;
const usualRefreshMs = 1000 / 60;

export class Schedule {
  #intervals: number[] = [];
  #lastFrame: number | null = null;
  #drawnAt = -Infinity;
  #drawn = 0;

  /** The display's refresh interval. */
  get refreshMs(): number {
    const sorted = [...this.#intervals].sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? usualRefreshMs;
    return Math.min(Math.max(middle, refreshLimits[0]), refreshLimits[1]);
  }

  /**
   * Takes an animation frame into account.
   *
   * @param frameMs the time of the frame, as requestAnimationFrame gives it
   * @returns whether a new code is due in this frame
   */
  next(frameMs: number): boolean {
    if (this.#lastFrame !== null && frameMs > this.#lastFrame) {
      this.#intervals = [...this.#intervals.slice(1 - remembered), frameMs - this.#lastFrame];
    }
    this.#lastFrame = frameMs;
    const hold = holdsMs[this.#drawn % holdsMs.length] ?? holdsMs[0];
    // Half a frame early is nearer than half a frame late.
    if (frameMs - this.#drawnAt < hold - this.refreshMs / 2) {
      return false;
    }
    this.#drawnAt = frameMs;
    this.#drawn++;
    return true;
  }

  /**
   * When the display is expected to show what is drawn now: at the first refresh after the frame's own, or a later one
   * if drawing began late.
   *
   * @param frameMs the time of the frame
   * @param nowMs when drawing begins
   */
  presentation(frameMs: number, nowMs: number): number {
    const refreshes = Math.max(1, Math.ceil((nowMs - frameMs) / this.refreshMs));
    return frameMs + refreshes * this.refreshMs;
  }
}
