/** The address of a file of the page at the end of a browser's message about it. */
const addressAtEnd = /https?:\/\/\S+\.js$/;

/** Imports a module by an address that is known at run time only. */
// eslint-disable-next-line no-restricted-syntax -- it is that of a file of the same feature
const importAddress = (address: string) => import(/* @vite-ignore */ address) as Promise<unknown>;

/**
 * Loads a module once, and again after a failure. For modules that no file imports otherwise: later attempts may give another
 * instance.
 *
 * By the HTML standard ("fetch a single module script"), a page keeps a module that could not be fetched as failed, and Firefox
 * then never asks for it again. Under another address it is another module, so later attempts add a query. Chromium and Firefox
 * end their message with the address; where it is missing, later attempts are like the first.
 *
 * @param load imports it
 * @param importIt for tests
 */
export function moduleLoader<T>(
  load: () => Promise<T>,
  importIt: (address: string) => Promise<unknown> = importAddress,
): () => Promise<T> {
  let loading: Promise<T> | null = null;
  let failures = 0;
  let address: string | undefined;
  const attempt = async () => {
    try {
      return await (address === undefined
        ? load()
        : (importIt(`${address}?attempt=${failures + 1}`) as Promise<T>));
    } catch (problem) {
      loading = null;
      failures++;
      address ??= addressAtEnd.exec((problem as Error).message)?.[0];
      throw problem;
    }
  };
  return () => (loading ??= attempt());
}
