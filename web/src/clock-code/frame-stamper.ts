import { CaptureClock } from './capture-clock';
import type { Shows } from './stamp-messages';
import { StampPainter, type StampSettings } from './stamp-painter';

/** No camera delivers a frame later than this, in ms: what says so is no capture time by this clock. */
const latestMs = 10_000;

/** A frame whose metadata the browser tells: mediacapture-transform, not among TypeScript's types. */
type Told = VideoFrame & { metadata?: () => { captureTime?: number } };

/** Makes the frames that are sent of those of the camera. */
export class FrameStamper {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context = this.#canvas.getContext('2d', { alpha: false });
  readonly #painter: StampPainter;
  readonly #clock = new CaptureClock();
  readonly #onShows: (shows: Shows) => void;
  #shows: Shows = 'drawing';

  /** @param onShows called when the stamp begins to show another instant than before; at first it shows that of drawing */
  constructor(settings: StampSettings, onShows: (shows: Shows) => void) {
    this.#painter = new StampPainter(settings);
    this.#onShows = onShows;
  }

  change(settings: StampSettings): void {
    this.#painter.settings = settings;
  }

  /** The page knows when one of the frames was captured, in ms since 1970. */
  captured(atMs: number): void {
    this.#clock.captured(atMs);
  }

  /**
   * The frame to send. The one given is closed, or passed on as it is where the stamp does not fit.
   *
   * @throws DOMException if the browser cannot draw it
   */
  stamped(frame: VideoFrame): VideoFrame {
    const size = { width: frame.displayWidth, height: frame.displayHeight };
    if (this.#context === null || !this.#painter.fits(size)) {
      return frame;
    }
    try {
      if (this.#canvas.width !== size.width || this.#canvas.height !== size.height) {
        this.#canvas.width = size.width;
        this.#canvas.height = size.height;
      }
      this.#context.drawImage(frame, 0, 0);
      this.#painter.paint(this.#context, size, this.#instant(frame));
      return new VideoFrame(this.#canvas, { timestamp: frame.timestamp });
    } finally {
      frame.close();
    }
  }

  /** What the stamp shows, in ms since 1970. */
  #instant(frame: Told): number {
    const nowMs = performance.timeOrigin + performance.now();
    const timestampMs = frame.timestamp / 1000;
    this.#clock.frame(timestampMs, nowMs);
    const told = frame.metadata?.().captureTime;
    const capturedMs = [
      told === undefined ? null : performance.timeOrigin + told,
      this.#clock.at(timestampMs),
    ].find((ms) => ms !== null && ms <= nowMs + 1 && ms > nowMs - latestMs);
    const shows = typeof capturedMs !== 'number' ? 'drawing' : 'capture';
    if (shows !== this.#shows) {
      this.#shows = shows;
      this.#onShows(shows);
    }
    return capturedMs ?? nowMs;
  }
}
