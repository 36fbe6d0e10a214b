/** A layout of equal tiles; sizes in CSS pixels. */
export interface Grid {
  columns: number;
  tileWidth: number;
  tileHeight: number;
}

const widest = 16 / 9;
/** Cameras are 16:9 or 4:3. A narrower tile would crop a clock that someone holds up. */
const narrowest = 4 / 3;
/** On a tall, narrow screen such as a phone's, square tiles are larger. */
const narrowestUpright = 1;

/** The largest equal tiles so that `count` of them fit into the area. */
export function layOut(count: number, width: number, height: number, gap: number): Grid {
  const narrow = width < height ? narrowestUpright : narrowest;
  let best: Grid = { columns: 1, tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
    const cellHeight = Math.max(0, (height - gap * (rows - 1)) / rows);
    const ratio = Math.min(widest, Math.max(narrow, cellWidth / cellHeight));
    const tileWidth = Math.min(cellWidth, cellHeight * ratio);
    const tileHeight = tileWidth / ratio;
    if (cellHeight > 0 && tileWidth * tileHeight > best.tileWidth * best.tileHeight) {
      best = { columns, tileWidth: Math.floor(tileWidth), tileHeight: Math.floor(tileHeight) };
    }
  }
  return best;
}
