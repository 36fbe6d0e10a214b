import { useState } from 'react';
import { useQuery } from 'urql';
import { IntervalsOfRange, type LineIntervals } from './figures';
import type { Span } from './view';

interface KnownIntervals {
  /** Those of the range before, while the next ones load; null before the first ones. */
  lines: readonly LineIntervals[] | null;
  loading: boolean;
}

/** Loads the 95 % intervals of a range. */
export function useIntervals(
  meetingId: string,
  { from, to }: Span,
  participantId: string | null,
): KnownIntervals {
  const [{ data, fetching }] = useQuery({
    query: IntervalsOfRange,
    variables: {
      id: meetingId,
      range: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      participantId,
    },
    requestPolicy: 'network-only',
  });
  const loaded = data?.meeting?.latencySummary.lines ?? null;
  const [kept, setKept] = useState(loaded);
  if (loaded !== null && loaded !== kept) setKept(loaded);
  // Where the next ones cannot be loaded, those of the range before would be wrong.
  return { lines: loaded ?? (fetching ? kept : null), loading: fetching };
}
