import { clockText } from './clock-text';
import { quietModules } from './code-size';
import { clockCode } from './modules';
import { stampModulePx, stampModules, type Size } from './stamp-size';

/** Between two texts, in ms: a camera's frame shows one for long enough to be read. */
export const redrawMs = 100;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What a stamp shows. */
export interface StampSettings {
  clockId: string;
  /** Server time minus `performance.timeOrigin + performance.now()`, in ms. */
  aheadMs: number;
  /** The size that the encoder sends; null while it is unknown. */
  encoded: Size | null;
}

/** Draws a clock code that changes ten times a second into the upper left corner of pictures. */
export class StampPainter {
  settings: StampSettings;
  readonly #code = new OffscreenCanvas(stampModules, stampModules);
  #shownMs = -Infinity;

  constructor(settings: StampSettings) {
    this.settings = settings;
  }

  /** Whether the stamp is large enough to be read, and small enough to leave the picture. */
  fits(size: Size): boolean {
    return stampModulePx(size, this.settings.encoded) !== null;
  }

  /**
   * Draws the stamp, if it fits. A new text shows the instant of the first picture that it is drawn into.
   *
   * @param atMs the instant of this picture by the page's clock, in ms since 1970
   */
  paint(context: Context, size: Size, atMs: number): void {
    const modulePx = stampModulePx(size, this.settings.encoded);
    if (modulePx === null) {
      return;
    }
    if (atMs - this.#shownMs >= redrawMs) {
      this.#shownMs = atMs;
      this.#draw(atMs + this.settings.aheadMs);
    }
    const side = modulePx * stampModules;
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#code, 0, 0, side, side);
  }

  #draw(epochMs: number): void {
    const context = this.#code.getContext('2d');
    if (context === null) {
      return;
    }
    const { size, get } = clockCode(clockText(epochMs, this.settings.clockId));
    context.fillStyle = '#fff';
    context.fillRect(0, 0, stampModules, stampModules);
    context.fillStyle = '#000';
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        if (get(x, y)) context.fillRect(x + quietModules, y + quietModules, 1, 1);
      }
    }
  }
}
