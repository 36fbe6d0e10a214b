/**
 * Keeps the screen on while the page is visible.
 *
 * @param onChange receives whether the screen stays on by itself
 */
export function keepScreenOn(onChange: (kept: boolean) => void): void {
  const request = () => {
    if (document.visibilityState !== 'visible') return;
    // There is none in older browsers and on pages that are no secure origin.
    const locks = (navigator as { wakeLock?: WakeLock }).wakeLock;
    (locks?.request('screen') ?? Promise.reject(new Error('no wake lock'))).then(
      (lock) => {
        onChange(true);
        // The browser releases it when the page is hidden or the battery is low.
        lock.addEventListener('release', () => {
          onChange(false);
          request();
        });
      },
      () => {
        onChange(false);
      },
    );
  };
  document.addEventListener('visibilitychange', request);
  request();
}
