import { useState } from 'react';
import { useClient } from 'urql';
import { loadChat, type StoredMessage } from '../../../history';

/** How many more messages are shown at once. */
const step = 100;

/** The messages from before those that this page got when it joined. */
export interface EarlierMessages {
  /** Those that are shown, oldest first. */
  shown: readonly StoredMessage[];
  /** Whether there may be more. */
  more: boolean;
  loading: boolean;
  /** Why they could not be loaded; null where nothing went wrong. */
  problem: string | null;
  showMore: () => Promise<void>;
  /** Loads all of them. Null where that failed. */
  all: () => Promise<readonly StoredMessage[] | null>;
}

/** @param before the number of the first message that the page got; 1 where there is none to load */
export function useEarlierMessages(meetingId: string, before: number): EarlierMessages {
  const client = useClient();
  const [loaded, setLoaded] = useState<readonly StoredMessage[] | null>(null);
  const [count, setCount] = useState(0);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function all() {
    if (before <= 1 || loaded !== null) return loaded ?? [];
    setLoading(true);
    setProblem(null);
    try {
      const messages = await loadChat(client, meetingId, before);
      setLoaded(messages);
      return messages;
    } catch (error) {
      setProblem((error as Error).message);
      return null;
    } finally {
      setLoading(false);
    }
  }

  return {
    shown: loaded?.slice(Math.max(0, loaded.length - count)) ?? [],
    more: before > 1 && (loaded === null || count < loaded.length),
    loading,
    problem,
    showMore: async () => {
      if ((await all()) !== null) setCount(count + step);
    },
    all,
  };
}
