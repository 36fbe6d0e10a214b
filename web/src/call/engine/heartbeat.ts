/** Calls back about once a second, even while the page is in the background. The returned function stops it. */
export type Ticker = (onTick: () => void) => () => void;

export const workerTicker: Ticker = (onTick) => {
  const worker = new Worker(new URL('./heartbeat.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = onTick;
  return () => {
    worker.terminate();
  };
};
