import { useCallback, useEffect, useState } from 'react';

/**
 * Tokens that came in the page's fragment, by name. They are kept here, outside of any component: the
 * fragment is removed from the address bar at once, and a page may be mounted again before its token is used.
 */
const tokens = new Map<string, string>();

export interface FragmentToken {
  /** Null where the page was opened without one. */
  token: string | null;
  /** To be called when the token has been used up: the next mount finds none. */
  forget: () => void;
}

/**
 * The token that a link of ours has in its fragment, which no server and no log sees. It survives a remount
 * and gives way to the token of another link that is opened in the same tab.
 */
export function useFragmentToken(name: string): FragmentToken {
  const [token, setToken] = useState(() => inFragment(name) ?? tokens.get(name) ?? null);
  useEffect(() => {
    const take = () => {
      const fresh = inFragment(name);
      if (fresh !== null) {
        tokens.set(name, fresh);
        setToken(fresh);
        // Nobody should copy the token out of the address bar, or find it in the history.
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
