/**
 * Where the person wanted to go when asked to sign in. The link from the mail may open in another tab of
 * the same browser, so it is kept in local storage; a path of our own only, and not for long.
 */
const key = 'chattycat.destination';
const keptMs = 30 * 60_000;

export function rememberDestination(path: string, now = Date.now()): void {
  localStorage.setItem(key, JSON.stringify({ path, at: now }));
}

/** The remembered path, once; `/` where there is none. */
export function takeDestination(now = Date.now()): string {
  const stored = localStorage.getItem(key);
  localStorage.removeItem(key);
  try {
    const { path, at } = JSON.parse(stored ?? '') as { path?: unknown; at?: unknown };
    if (
      typeof path === 'string' &&
      /^\/(?![/\\])/.test(path) &&
      typeof at === 'number' &&
      now - at < keptMs
    ) {
      return path;
    }
  } catch {
    // Not ours, or from another version: as good as none.
  }
  return '/';
}
