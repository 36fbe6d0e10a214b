/**
 * The page to return to after signing in. The link in the email may open in another tab of the same browser, so
 * the path is kept in local storage, for a short time. Only paths of this site are accepted.
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
    // Another version wrote it. Ignore it.
  }
  return '/';
}
