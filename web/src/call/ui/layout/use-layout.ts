import { useCallback, useState } from 'react';

/** `speaker` shows whoever speaks large, and the others in a strip. */
export type View = 'grid' | 'speaker';

export interface Layout {
  view: View;
  /** The key of the tile that stays large; null for none. */
  pinned: string | null;
  choose: (view: View) => void;
  /** Pins a tile, or unpins it where it is pinned. */
  pin: (key: string) => void;
}

const storageKey = 'chattycat.layout';

/** How the person wants to see the room. The view is remembered, the pinned tile is not. */
export function useLayout(): Layout {
  const [view, setView] = useState<View>(() =>
    localStorage.getItem(storageKey) === 'speaker' ? 'speaker' : 'grid',
  );
  const [pinned, setPinned] = useState<string | null>(null);
  const choose = useCallback((wanted: View) => {
    localStorage.setItem(storageKey, wanted);
    setView(wanted);
    setPinned(null);
  }, []);
  const pin = useCallback((key: string) => {
    setPinned((before) => (before === key ? null : key));
  }, []);
  return { view, pinned, choose, pin };
}
