/**
 * Keeps the screen on while the page is visible, until the function returned is called.
 *
 * @param onChange receives whether the screen stays on by itself
 */
export function keepScreenOn(onChange: (kept: boolean) => void = () => undefined): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const request = () => {
    if (document.visibilityState !== 'visible') return;
    // There is none in older browsers and on pages that are no secure origin.
    const locks = (navigator as { wakeLock?: WakeLock }).wakeLock;
    (locks?.request('screen') ?? Promise.reject(new Error('no wake lock'))).then(
      (lock) => {
        const release = () => void lock.release();
        if (signal.aborted) {
          release();
          return;
        }
        onChange(true);
        signal.addEventListener('abort', release);
        // The browser releases it when the page is hidden or the battery is low.
        lock.addEventListener('release', () => {
          signal.removeEventListener('abort', release);
          if (signal.aborted) return;
          onChange(false);
          request();
        });
      },
      () => {
        if (!signal.aborted) onChange(false);
      },
    );
  };
  document.addEventListener('visibilitychange', request, { signal });
  request();
  return () => {
    abort.abort();
  };
}
