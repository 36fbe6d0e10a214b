/** Where a code lies in a picture: x and y of its corners in order, in pixels. */
export type Corners = readonly (readonly [number, number])[];

/**
 * The corners of a code in the picture as the tile shows it.
 *
 * @param fractions x and y of four corners, as fractions of the frame's width and height
 * @param mirrored the tile shows the picture mirrored horizontally
 * @returns null unless there are four corners
 */
export function cornersIn(
  fractions: readonly number[],
  { width, height }: { width: number; height: number },
  mirrored: boolean,
): Corners | null {
  if (fractions.length !== 8) {
    return null;
  }
  return [0, 2, 4, 6].map((i) => {
    const [x = 0, y = 0] = fractions.slice(i, i + 2);
    return [(mirrored ? 1 - x : x) * width, y * height] as const;
  });
}

/** Where the words about a code go: below its lowest corner, or above its highest where there is no room below. */
export function labelAt(
  corners: Corners,
  height: number,
  lineHeight: number,
): { x: number; y: number } {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const below = Math.max(...ys) + lineHeight;
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y:
      below + lineHeight / 2 < height
        ? below
        : Math.max(Math.min(...ys) - lineHeight / 2, lineHeight),
  };
}
