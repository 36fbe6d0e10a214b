import { clockModules, quietModules } from '../clock-code/code-size';
import type { Modules } from '../clock-code/modules';

/** The code with its quiet zone, in modules. */
const sideModules = clockModules + 2 * quietModules;

/** Where a code lies in an area, in CSS pixels relative to the area. */
export interface Placement {
  left: number;
  top: number;
  side: number;
  /** Pixels of the device in each direction of a module. */
  modulePx: number;
}

/**
 * The largest placement in an area whose modules are whole pixels of the device, at a whole pixel of the device. Null
 * if the area is too small for any.
 *
 * @param area in CSS pixels, relative to the window
 * @param ratio pixels of the device per CSS pixel
 */
export function place(
  area: { left: number; top: number; width: number; height: number },
  ratio: number,
): Placement | null {
  const modulePx = Math.floor((Math.min(area.width, area.height) * ratio) / sideModules);
  if (modulePx < 1) {
    return null;
  }
  const sidePx = modulePx * sideModules;
  const whole = (start: number, length: number) =>
    Math.round(start * ratio + (length * ratio - sidePx) / 2) / ratio - start;
  return {
    left: whole(area.left, area.width),
    top: whole(area.top, area.height),
    side: sidePx / ratio,
    modulePx,
  };
}

/** Draws clock codes as large as its area allows. */
export class CodeCanvas {
  readonly #area: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  #modulePx = 0;
  #code: Modules | null = null;

  constructor(area: HTMLElement) {
    this.#area = area;
    this.#canvas = document.createElement('canvas');
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.setAttribute('aria-label', 'Clock code');
    area.append(this.#canvas);
    new ResizeObserver(this.#fit).observe(area);
    window.addEventListener('resize', this.#fit);
    this.#fit();
  }

  /** Fits the canvas into the area. The code stays, so that the camera never sees an empty canvas. */
  readonly #fit = (): void => {
    const placement = place(this.#area.getBoundingClientRect(), window.devicePixelRatio);
    const { left = 0, top = 0, side = 0, modulePx = 0 } = placement ?? {};
    if (modulePx !== this.#modulePx) {
      this.#modulePx = modulePx;
      this.#canvas.width = this.#canvas.height = modulePx * sideModules;
      if (this.#code !== null) this.draw(this.#code);
    }
    Object.assign(this.#canvas.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${side}px`,
      height: `${side}px`,
    });
  };

  draw(code: Modules): void {
    this.#code = code;
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null || this.#modulePx === 0) {
      return;
    }
    const px = this.#modulePx;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.fillStyle = '#000';
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) {
        if (code.get(x, y)) {
          context.fillRect((x + quietModules) * px, (y + quietModules) * px, px, px);
        }
      }
    }
  }
}
