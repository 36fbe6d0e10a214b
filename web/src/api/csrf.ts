/**
 * The header that proves to the server that a request comes from our own page: the double-submit
 * cookie that it set, sent back. Empty while there is no cookie yet.
 */
export function csrfHeaders(): Record<string, string> {
  const match = /(?:^|;\s*)(?:__Host-)?XSRF-TOKEN=([^;]+)/.exec(document.cookie);
  return match?.[1] === undefined ? {} : { 'X-XSRF-TOKEN': decodeURIComponent(match[1]) };
}
