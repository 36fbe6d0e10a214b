import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { failureOf, noAnswer, StatusQuery, type Failure, type Status } from './status';

/** How often the status is read while the page is visible, in ms. */
const refreshMs = 5000;
/** How long one answer may take, in ms. */
const answerMs = 10_000;

interface Known {
  /** The last one that was read; null before the first. */
  status: Status | null;
  /** Why reading it failed last; null if it did not. `status` is out of date then. */
  failure: Failure | null;
}

/** The status of the installation, read again and again until the account turns out to be no operator. */
export function useStatus(): Known & { reload: () => void; refresh: () => void } {
  const client = useClient();
  const [known, setKnown] = useState<Known>({ status: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  const forbidden = known.failure?.forbidden === true;

  useEffect(() => {
    if (forbidden) return undefined;
    let ended = false;
    let reading = false;

    async function read() {
      if (reading || document.visibilityState !== 'visible') return;
      reading = true;
      const answer = await Promise.race([
        client.query(StatusQuery, {}, { requestPolicy: 'network-only' }).toPromise(),
        new Promise<null>((resolve) => {
          setTimeout(resolve, answerMs, null);
        }),
      ]);
      reading = false;
      if (ended) return;
      const failure =
        answer === null ? noAnswer : answer.error === undefined ? null : failureOf(answer.error);
      setKnown((before) => ({
        status: failure === null ? (answer?.data?.status ?? null) : before.status,
        failure,
      }));
    }

    const refresh = () => void read();
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener('visibilitychange', refresh);
    refresh();
    return () => {
      ended = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [client, forbidden, attempt]);

  return {
    ...known,
    reload: () => {
      setKnown({ status: null, failure: null });
      setAttempt((before) => before + 1);
    },
    /** Reads it at once, and shows the present one meanwhile. */
    refresh: () => {
      setAttempt((before) => before + 1);
    },
  };
}
