/** A row or column of small tiles beside large ones; sizes in CSS pixels. */
export interface Strip {
  /** Beside the large tiles, or below them. */
  side: boolean;
  tileWidth: number;
  tileHeight: number;
  /** The number of tiles that fit. */
  capacity: number;
  /** What the strip takes from the large tiles. */
  thickness: number;
}

/** The height of the buttons that turn pages, which are below the tiles. */
const buttons = 40;

/** A strip for `count` tiles in a stage of this size. Where not all fit, it has pages. */
export function stripFor(count: number, width: number, height: number, gap: number): Strip {
  const side = width >= 640 && width > height * 1.2;
  const tileWidth = side
    ? clamp(width * 0.17, 144, 240)
    : clamp(Math.min(height * 0.2, (width - 2 * gap) / 3), 88, 160);
  const tileHeight = Math.floor(tileWidth * (side ? 9 / 16 : 3 / 4));
  const fit = (length: number, each: number) =>
    Math.max(1, Math.floor((length + gap) / (each + gap)));
  let capacity = side ? fit(height, tileHeight) : fit(width, tileWidth);
  const paged = count > capacity;
  if (side && paged) capacity = fit(height - buttons - gap, tileHeight);
  const thickness = side ? tileWidth : tileHeight + (paged ? gap + buttons : 0);
  return { side, tileWidth, tileHeight, capacity, thickness };
}

function clamp(value: number, least: number, most: number): number {
  return Math.floor(Math.min(most, Math.max(least, value)));
}
