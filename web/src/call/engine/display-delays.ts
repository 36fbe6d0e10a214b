/** Longer, in ms, is no delay but a mistake of a clock. */
const longestMs = 60_000;
/** More frames than a screen shows in a few seconds. */
const limit = 1000;

/**
 * How long after its arrival each frame of a publication is shown. A browser that does not state both times, and a
 * hidden page, which shows nothing, leave it unknown.
 */
export class DisplayDelays {
  #delays: number[] = [];

  /** Watches an element that shows the publication, until the function returned is called. */
  watch(video: HTMLVideoElement): () => void {
    if (!('requestVideoFrameCallback' in video)) {
      return () => undefined;
    }
    let handle = 0;
    const next = () => {
      handle = video.requestVideoFrameCallback((_now, frame) => {
        this.add(frame);
        next();
      });
    };
    next();
    return () => {
      video.cancelVideoFrameCallback(handle);
    };
  }

  /** Adds a frame that is shown. `receiveTime` is the arrival of its last packet. */
  add({
    receiveTime,
    expectedDisplayTime,
  }: Pick<VideoFrameCallbackMetadata, 'receiveTime' | 'expectedDisplayTime'>): void {
    const delay = receiveTime === undefined ? NaN : expectedDisplayTime - receiveTime;
    if (delay >= 0 && delay <= longestMs && this.#delays.length < limit) {
      this.#delays.push(delay);
    }
  }

  /** The mean delay in ms since the last call; null where no frame was shown. */
  take(): number | null {
    const delays = this.#delays;
    this.#delays = [];
    return delays.length === 0
      ? null
      : Math.round((delays.reduce((sum, delay) => sum + delay, 0) / delays.length) * 100) / 100;
  }
}
