import { useCallback, useEffect, useState } from 'react';
import type { Call } from '../../engine/call';
import type { ClockLink } from '../../engine/protocol';
import type { SignallingError } from '../../engine/signalling-error';
import { useStore } from '../use-store';

/** A link is replaced this long before it expires, in ms, so that nobody scans one that is about to end. */
const renewMs = 60_000;
/** Never more often than this, in ms, whatever the server's clock shows. */
const leastMs = 30_000;

export interface ClockLinkState {
  link: ClockLink | null;
  /** Why there is none; null while there is one or it is being requested. */
  problem: string | null;
  retry: () => void;
}

/** A link to the clock page, requested when the room has been joined, and replaced before it expires. */
export function useClockLink(call: Call): ClockLinkState {
  const { phase } = useStore(call.state);
  const joined = phase === 'joined';
  const [attempt, setAttempt] = useState(0);
  const [link, setLink] = useState<ClockLink | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const retry = useCallback(() => {
    setProblem(null);
    setAttempt((count) => count + 1);
  }, []);
  useEffect(() => {
    if (!joined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    call.clockLink().then(
      (fresh) => {
        if (!wanted) return;
        setLink(fresh);
        setProblem(null);
        const untilRenewal = Date.parse(fresh.expiresAt) - Date.now() - renewMs;
        timer = setTimeout(retry, Math.max(untilRenewal, leastMs));
      },
      (error: unknown) => {
        // After a reconnection the effect runs again by itself.
        const { code, message } = error as SignallingError;
        if (wanted && code !== 'LOST') setProblem(message);
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [call, joined, attempt, retry]);
  return { link, problem, retry };
}

/** The link for a phone: the public one, unless it leads to the computer itself. */
export function linkForPhone({ url, lanUrl, reachable }: ClockLink): string | null {
  if (!reachable) {
    return null;
  }
  return lanUrl !== null && isThisComputer(url) ? lanUrl : url;
}

function isThisComputer(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || /^(127\.|\[::1\])/.test(hostname)
  );
}
