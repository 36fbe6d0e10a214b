import { useEffect } from 'react';
import type { Call } from '../../engine/call';

interface Shown {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** Pinned, or large in the speaker view. */
  large: boolean;
}

/** Has the call receive a publication of somebody else in the picture that its tile needs. */
export function usePicture(
  call: Call,
  publicationId: string | undefined,
  { width, height, large }: Shown,
): void {
  useEffect(
    () =>
      publicationId === undefined
        ? undefined
        : call.pictures.show(publicationId, { width, height, large }),
    [call, publicationId, width, height, large],
  );
}
