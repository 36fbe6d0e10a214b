/** A place or a distance in a tile, as shares of its width and height. A place counts from the middle. */
export interface InTile {
  x: number;
  y: number;
}

/** Which part of a picture its tile shows. */
export interface Zoom {
  /** How many times larger than the tile the picture is, from 1 to {@link mostZoom}. */
  scale: number;
  /** How far the middle of the picture is from the middle of the tile. */
  middle: InTile;
}

export const wholePicture: Zoom = { scale: 1, middle: { x: 0, y: 0 } };

/** At this scale, a screen of 4K in a small window shows its own pixels. */
export const mostZoom = 6;

/** Scales a picture so that the point at a place of the tile stays there. */
export function zoomBy(zoom: Zoom, factor: number, place: InTile): Zoom {
  const scale = Math.min(mostZoom, Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return within(scale, {
    x: place.x - (place.x - zoom.middle.x) * ratio,
    y: place.y - (place.y - zoom.middle.y) * ratio,
  });
}

/** Moves a picture in its tile. */
export function moveBy({ scale, middle }: Zoom, { x, y }: InTile): Zoom {
  return within(scale, { x: middle.x + x, y: middle.y + y });
}

/** The picture always covers its tile. */
function within(scale: number, middle: InTile): Zoom {
  if (scale === 1) return wholePicture;
  const room = (scale - 1) / 2;
  const limited = (value: number) => Math.min(room, Math.max(-room, value));
  return { scale, middle: { x: limited(middle.x), y: limited(middle.y) } };
}
