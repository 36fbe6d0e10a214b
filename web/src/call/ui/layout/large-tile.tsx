import { useState, type ReactNode } from 'react';
import type { Shown } from './tiles';

/** The shapes that a camera's tile may take. */
const camera = { least: 4 / 3, most: 16 / 9 };

/** Draws a tile of this size in CSS pixels; `onShape` is told the width by height of its picture. */
export type Draw = (
  shown: Shown,
  width: number,
  height: number,
  onShape?: (shape: number) => void,
) => ReactNode;

interface LargeTileProps {
  shown: Shown;
  /** The room for it, in CSS pixels. */
  width: number;
  height: number;
  draw: Draw;
}

/** A large tile. A shared screen has its own shape, so that nothing of it is cut off and no bar is beside it. */
export function LargeTile({ shown, width, height, draw }: LargeTileProps) {
  const [shape, setShape] = useState<number | null>(null);
  const room = height > 0 ? width / height : 1;
  const wanted =
    shown.publication?.kind === 'screen'
      ? (shape ?? room)
      : Math.min(camera.most, Math.max(camera.least, room));
  const tileWidth = Math.max(0, Math.floor(Math.min(width, height * wanted)));
  return draw(shown, tileWidth, Math.floor(tileWidth / wanted), setShape);
}
