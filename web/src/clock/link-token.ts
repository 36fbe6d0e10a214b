const key = 'chattycat.clock';

/**
 * The token of the link that opened this page. It is in the fragment, which no server and no log sees, and leaves the
 * address bar at once. A reload of the same tab finds it again. Null where the page was opened without one.
 */
export function takeLinkToken(): string | null {
  const fresh = location.hash.slice(1);
  if (fresh !== '') {
    sessionStorage.setItem(key, fresh);
    history.replaceState(null, '', location.pathname);
    return fresh;
  }
  return sessionStorage.getItem(key);
}
