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

/** While the server or its database is away, the page asks again this often. */
const retryMs = 3000;

const nobody: Session = { account: null, guest: null, devMail: false };

const SessionContext = createContext<SessionState | null>(null);

/** On which tabs of this browser tell each other that somebody signed in or out. */
const channelName = 'chattycat.session';

/**
 * Asks the server once who is signed in, and again on `refresh`, when another tab has refreshed, and when
 * the page is looked at again.
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

  /** Asks the server. A failure is shown only where somebody waits for the answer. */
  const ask = useCallback(async (quietly: boolean) => {
    const number = ++asked.current;
    try {
      const session = await fetchSession();
      // An answer to an earlier question may come later; it is out of date then.
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

/** The state before where the new one says the same: nothing is drawn again for nothing. */
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
