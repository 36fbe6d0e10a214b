import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
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

const nobody: Session = { account: null, guest: null, devMail: false };

const SessionContext = createContext<SessionState | null>(null);

/** Asks the server once who is signed in, and again on `refresh`. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<Omit<SessionState, 'refresh'>>({
    ...nobody,
    status: 'loading',
    problem: null,
  });

  const refresh = useCallback(async () => {
    try {
      setState({ status: 'ready', ...(await fetchSession()), problem: null });
    } catch (error) {
      setState({ ...nobody, status: 'failed', problem: (error as Error).message });
    }
  }, []);

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the state is set when the answer arrives
    void refresh();
  }, [refresh]);

  const value = useMemo(() => ({ ...state, refresh }), [state, refresh]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  const session = use(SessionContext);
  if (session === null) {
    throw new Error('useSession needs a SessionProvider around it');
  }
  return session;
}
