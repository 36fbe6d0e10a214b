import { createContext, useEffect, useState } from 'react';

/** The parts of menus and popovers that need a library. */
export type Overlays = typeof import('./overlay-parts');

/** For the items of an open menu; null elsewhere. */
export const OverlayParts = createContext<Overlays | null>(null);

let loaded: Overlays | null = null;
let loading: Promise<Overlays> | null = null;

/** Loads them once. After a failure, the next call tries again. */
export function loadOverlays(): Promise<Overlays> {
  loading ??= import('./overlay-parts').then(
    (parts) => (loaded = parts),
    (problem: unknown) => {
      loading = null;
      throw problem;
    },
  );
  return loading;
}

/** Loads them before they are wanted. A failure is reported when one is opened. */
export function preloadOverlays(): void {
  loadOverlays().catch(() => undefined);
}

/**
 * The parts, from when one is opened; null before.
 *
 * @param open whether they are wanted
 * @param onFailed told that they could not be loaded
 */
export function useOverlays(open: boolean, onFailed: () => void): Overlays | null {
  const [overlays, setOverlays] = useState(loaded);
  useEffect(() => {
    if (!open || overlays !== null) return undefined;
    let wanted = true;
    loadOverlays().then(
      (parts) => {
        if (wanted) setOverlays(parts);
      },
      () => {
        if (wanted) onFailed();
      },
    );
    return () => {
      wanted = false;
    };
  });
  return overlays;
}
