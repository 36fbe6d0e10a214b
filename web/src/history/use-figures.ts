import { useCallback, useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import { graphqlProblem } from '../api/problem';
import {
  durationSeconds,
  GlassOverTime,
  LatencyOverTime,
  QualityOverTime,
  type Figures,
} from './figures';
import { hasFewSamples, loadRawSamples } from './raw-samples';
import { mostEvents, TimelineOfRange } from './timeline';
import type { Span } from './view';

/** About one for each pixel of a chart: a day by two minutes. More take longer, and nobody sees them. */
const maxPoints = 800;

/** How often the figures are loaded again while the meeting goes on, in ms: at a resolution of seconds, and of minutes. */
const refreshMs = { seconds: 3000, minutes: 20_000 };

export interface LoadedFigures {
  /** Those of the range before, while the next ones load; null before the first ones. */
  figures: Figures | null;
  loading: boolean;
  problem: string | null;
}

/**
 * Loads the figures of a range.
 *
 * @param span makes the range; it is called for each load, since its end may be now
 * @param live whether to load them again from time to time
 * @param bounds whether latencies over time have the bounds of the true values
 */
export function useFigures(
  meetingId: string,
  span: () => Span,
  participantId: string | null,
  live: boolean,
  bounds: boolean,
): LoadedFigures & { reload: () => void } {
  const client = useClient();
  const [state, setState] = useState<LoadedFigures>({
    figures: null,
    loading: true,
    problem: null,
  });
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const load = async () => {
      setState((before) => ({ ...before, loading: true }));
      const loaded = await loadFigures(client, meetingId, span(), participantId, bounds);
      if (!wanted) return;
      if (typeof loaded === 'string') {
        setState((before) => ({ ...before, loading: false, problem: loaded }));
      } else {
        setState({ figures: loaded, loading: false, problem: null });
      }
      if (live) {
        timer = setTimeout(() => void load(), pause(loaded));
      }
    };
    void load();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, meetingId, span, participantId, live, bounds, attempt]);

  return { ...state, reload };
}

function pause(loaded: Figures | string): number {
  const fine = typeof loaded !== 'string' && durationSeconds(loaded.latency.resolution) < 60;
  return fine ? refreshMs.seconds : refreshMs.minutes;
}

/** The figures, or a sentence about what went wrong. */
async function loadFigures(
  client: Client,
  id: string,
  { from, to }: Span,
  participantId: string | null,
  bounds: boolean,
): Promise<Figures | string> {
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const variables = { id, range, participantId, maxPoints };
  const options = { requestPolicy: 'network-only' } as const;
  // One document for all would cost more than a document may.
  const [latency, quality, glass, events] = await Promise.all([
    client.query(LatencyOverTime, { ...variables, bounds }, options).toPromise(),
    client.query(QualityOverTime, variables, options).toPromise(),
    client.query(GlassOverTime, { ...variables, bounds }, options).toPromise(),
    client.query(TimelineOfRange, { id, range, first: mostEvents }, options).toPromise(),
  ]);
  const error = latency.error ?? quality.error ?? glass.error ?? events.error;
  if (error !== undefined) return graphqlProblem(error);
  const one = latency.data?.meeting ?? null;
  const other = quality.data?.meeting ?? null;
  const third = glass.data?.meeting ?? null;
  const fourth = events.data?.meeting ?? null;
  if (one === null || other === null || third === null || fourth === null) {
    return 'You can no longer see this meeting.';
  }
  const samples = hasFewSamples(one.latencySummary)
    ? await loadRawSamples(client, { id, participantId, ...range })
    : [];
  return {
    from,
    to,
    samples,
    summary: one.latencySummary,
    latency: one.latencyHistory,
    quality: other.videoQuality,
    glass: third.glassToGlass,
    timeline: fourth.timeline,
  };
}
