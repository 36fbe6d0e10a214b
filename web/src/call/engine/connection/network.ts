/** The Network Information API, which only some browsers have. */
type WithConnection = Navigator & { connection?: EventTarget & { type?: string } };

/** Calls back when the browser has another network, or one again. The returned function stops it. */
export function watchNetwork(onChange: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('online', onChange, { signal });
  const { connection } = navigator as WithConnection;
  let type = connection?.type;
  connection?.addEventListener(
    'change',
    () => {
      // It also occurs when the estimates of a network change, and then often.
      if (connection.type !== type) {
        type = connection.type;
        onChange();
      }
    },
    { signal },
  );
  return () => {
    listening.abort();
  };
}
