import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { fetchSession, type Session } from './session';

interface SessionState extends Session {
  status: 'loading' | 'ready' | 'failed';
  /** A sentence for people when `status` is `failed`. */
  problem: string | null;
  refresh: () => Promise<void>;
}

/** How often the page retries while the server or its database is unavailable, in ms. */
const retryMs = 3000;

const nobody: Session = { account: null, guest: null, devMail: false };

const SessionContext = createContext<SessionState | null>(null);

/** The channel on which the tabs of a browser notify each other of a sign-in or sign-out. */
const channelName = 'chattycat.session';

/**
 * Asks the server who is signed in: at the start, on `refresh`, when another tab has refreshed, and when the page
 * becomes visible again.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<Omit<SessionState, 'refresh'>>({
    ...nobody,
    status: 'loading',
    problem: null,
  });
  const asked = useRef(0);
  const answered = useRef(0);
  const channel = useRef<BroadcastChannel>(null);

  /** Asks the server. Shows a failure only where the person waits for the answer. */
  const ask = useCallback(async (quietly: boolean) => {
    const number = ++asked.current;
    try {
      const session = await fetchSession();
      // The answer to an earlier request may arrive later. It is outdated then.
      if (number > answered.current) {
        answered.current = number;
        setState((before) => keep(before, { status: 'ready', ...session, problem: null }));
      }
    } catch (error) {
      if (number > answered.current && !quietly) {
        setState({ ...nobody, status: 'failed', problem: (error as Error).message });
      }
    }
  }, []);

  const refresh = useCallback(async () => {
    await ask(false);
    channel.current?.postMessage('changed');
  }, [ask]);

  useEffect(() => {
    const tabs = new BroadcastChannel(channelName);
    channel.current = tabs;
    tabs.onmessage = () => void ask(true);
    const look = () => {
      if (document.visibilityState === 'visible') void ask(true);
    };
    document.addEventListener('visibilitychange', look);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the state is set when the answer arrives
    void ask(false);
    return () => {
      channel.current = null;
      tabs.close();
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask]);

  const failed = state.status === 'failed';
  useEffect(() => {
    if (!failed) {
      return undefined;
    }
    const timer = setInterval(() => void refresh(), retryMs);
    return () => {
      clearInterval(timer);
    };
  }, [failed, refresh]);

  const value = useMemo(() => ({ ...state, refresh }), [state, refresh]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

/** Keeps the previous object where the new one is equal, so that nothing renders again. */
function keep<T>(before: T, now: T): T {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

export function useSession(): SessionState {
  const session = use(SessionContext);
  if (session === null) {
    throw new Error('useSession needs a SessionProvider around it');
  }
  return session;
}
