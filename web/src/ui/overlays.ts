import { createContext, useEffect, useState } from 'react';
import { moduleLoader } from './module-loader';

/** The parts of menus and popovers that need a library. */
export type Overlays = typeof import('./overlay-parts');

/** For the items of an open menu; null elsewhere. */
export const OverlayParts = createContext<Overlays | null>(null);

let loaded: Overlays | null = null;

const loadOverlays = moduleLoader(async () => (loaded = await import('./overlay-parts')));

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
