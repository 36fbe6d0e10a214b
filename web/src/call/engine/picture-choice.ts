import type { PublicationKind } from './protocol';

/** Which picture of a publication a page wants, or is sent. */
export type Picture = 'large' | 'small' | 'none';

/** A tile that shows a publication, in CSS pixels. */
export interface TileSize {
  width: number;
  height: number;
  /** Pinned, or large in the speaker view. */
  large: boolean;
}

export interface Viewed {
  id: string;
  kind: PublicationKind;
  tiles: readonly TileSize[];
  /** For how long there has been no tile, in ms. */
  hiddenMs: number;
  /** What is wanted until now. */
  picture: Picture;
}

interface Situation {
  /** Whether cameras have small pictures. */
  active: boolean;
  /** Whether the network of this page is too slow for the video of cameras. */
  paused: boolean;
  /** Publications of the active speakers, the latest first. */
  speakers: readonly string[];
  /** After so many ms without a tile, nothing is wanted. */
  hideMs: number;
}

/**
 * From so many lines on, the small picture of 180 lines looks blurred, and the speaker in a grid gets the large one. It stays
 * until the tile is a little smaller, so that a tile at the border does not change all the time.
 */
const largeFrom = 300;
const largeUntil = 260;

/**
 * Chooses a picture of each publication by its tiles. At most one camera is large: the large tile, else whoever spoke last
 * if that tile is large enough. The other cameras that are shown are small, and what is not shown is paused. Screens are
 * never small, nor paused with the cameras: they are the reason why people look.
 */
export function choosePictures(
  viewed: readonly Viewed[],
  { active, paused, speakers, hideMs }: Situation,
): Map<string, Picture> {
  if (paused) {
    return new Map(viewed.map(({ id, kind }) => [id, kind === 'screen' ? 'large' : 'none']));
  }
  if (!active) {
    return new Map(viewed.map(({ id }) => [id, 'large']));
  }
  const cameras = viewed.filter(({ kind }) => kind !== 'screen');
  const pinned = cameras.find(({ tiles }) => tiles.some(({ large }) => large));
  const speaker = cameras.find(({ id }) => id === speakers.find((one) => isShown(cameras, one)));
  const large = pinned ?? (speaker !== undefined && isBig(speaker) ? speaker : undefined);
  return new Map(
    viewed.map((one) => {
      if (one.tiles.length === 0 && one.hiddenMs >= hideMs) return [one.id, 'none'];
      if (one.kind === 'screen' || one === large) return [one.id, 'large'];
      // Without a tile for a moment: nothing better than before, but not the large picture either.
      return [one.id, one.tiles.length === 0 && one.picture === 'none' ? 'none' : 'small'];
    }),
  );
}

function isShown(cameras: readonly Viewed[], id: string): boolean {
  return cameras.some((one) => one.id === id && one.tiles.length > 0);
}

function isBig({ tiles, picture }: Viewed): boolean {
  const lines = Math.max(...tiles.map(({ width, height }) => Math.max(height, (width * 9) / 16)));
  return lines >= (picture === 'large' ? largeUntil : largeFrom);
}
