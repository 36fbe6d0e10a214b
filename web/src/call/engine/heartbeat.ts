/** Calls back about once a second, also while the page is in the background, until the returned function is called. */
export type Ticker = (onTick: () => void) => () => void;

export const workerTicker: Ticker = (onTick) => {
  const worker = new Worker(new URL('./heartbeat.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = onTick;
  return () => {
    worker.terminate();
  };
};
