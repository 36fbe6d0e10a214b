import { useCallback, useEffect, useState } from 'react';

/**
 * Tokens from the page's fragment, by name. They are kept outside of any component, because the fragment is
 * removed from the address bar at once and a page may be mounted again before its token is used.
 */
const tokens = new Map<string, string>();

export interface FragmentToken {
  /** Null where the page was opened without a token. */
  token: string | null;
  /** Must be called when the token has been used, so that the next mount finds none. */
  forget: () => void;
}

/**
 * The token in the fragment of a link, which no server and no log sees. It survives a remount. The token of
 * another link that is opened in the same tab replaces it.
 */
export function useFragmentToken(name: string): FragmentToken {
  const [token, setToken] = useState(() => inFragment(name) ?? tokens.get(name) ?? null);
  useEffect(() => {
    const take = () => {
      const fresh = inFragment(name);
      if (fresh !== null) {
        tokens.set(name, fresh);
        setToken(fresh);
        // The address bar and the history must not show the token.
        history.replaceState(history.state, '', location.pathname + location.search);
      }
    };
    take();
    window.addEventListener('hashchange', take);
    return () => {
      window.removeEventListener('hashchange', take);
    };
  }, [name]);
  const forget = useCallback(() => {
    tokens.delete(name);
  }, [name]);
  return { token, forget };
}

function inFragment(name: string): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(name);
}
