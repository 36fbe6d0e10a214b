import { useCallback, useSyncExternalStore } from 'react';

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange);
  return () => {
    document.removeEventListener('fullscreenchange', onChange);
  };
}

/** Whether the page fills the screen, and a function that changes that; null where the browser cannot. */
export function useFullscreen(): { on: boolean; toggle: () => void } | null {
  const on = useSyncExternalStore(subscribe, () => (document.fullscreenElement ?? null) !== null);
  const toggle = useCallback(() => {
    const changed =
      (document.fullscreenElement ?? null) === null
        ? document.documentElement.requestFullscreen()
        : document.exitFullscreen();
    // The browser refuses it without a press of the person, or by a policy. Nothing changes then.
    changed.catch(() => undefined);
  }, []);
  return document.fullscreenEnabled ? { on, toggle } : null;
}
