import { useEffect, useRef, useState } from 'react';
import { useClient, useSubscription, type OperationResult } from 'urql';
import type { ResultOf, VariablesOf } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { mergeSamples } from './live-samples';
import { LatencyMeasured, SamplePage, type Range, type Sample } from './samples';

/** The server's limit for a page. */
const pageSize = 1000;
/** The number of samples that a phone can hold and draw. */
export const sampleLimit = 30_000;
/** How often live samples are drawn, in ms. */
const drawMs = 500;

export interface LoadedSamples {
  samples: readonly Sample[];
  loading: boolean;
  /** There are more samples than the page loads. */
  cut: boolean;
  problem: string | null;
}

const nothing: LoadedSamples = { samples: [], loading: true, cut: false, problem: null };

/** Loads all samples of a meeting within a range, page by page. With `live`, adds new samples as they are measured. */
export function useSamples(meetingId: string, range: Range, live: boolean): LoadedSamples {
  const client = useClient();
  const [loaded, setLoaded] = useState(nothing);
  const buffer = useRef<Sample[]>([]);
  const { from, to } = range;

  useEffect(() => {
    let wanted = true;
    async function load() {
      setLoaded(nothing);
      let after: string | null = null;
      let samples: readonly Sample[] = [];
      for (;;) {
        const variables: VariablesOf<typeof SamplePage> = {
          id: meetingId,
          first: pageSize,
          after,
          participantId: null,
          from,
          to,
        };
        const { data, error }: OperationResult<ResultOf<typeof SamplePage>> = await client
          .query(SamplePage, variables, { requestPolicy: 'network-only' })
          .toPromise();
        if (!wanted) return;
        const page = data?.meeting?.latencySamples;
        if (page === undefined) {
          const problem = error === undefined ? null : graphqlProblem(error);
          setLoaded({ samples, loading: false, cut: false, problem });
          return;
        }
        samples = mergeSamples(
          samples,
          page.edges.map(({ node }) => node),
        );
        const more = page.pageInfo.hasNextPage;
        const cut = more && samples.length >= sampleLimit;
        setLoaded({ samples, loading: more && !cut, cut, problem: null });
        if (!more || cut) return;
        after = page.pageInfo.endCursor;
      }
    }
    void load();
    return () => {
      wanted = false;
    };
  }, [client, meetingId, from, to]);

  useSubscription(
    { query: LatencyMeasured, variables: { meetingId }, pause: !live },
    (_, result) => {
      buffer.current.push(result.latencyMeasured);
      return result;
    },
  );

  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => {
      const added = buffer.current.splice(0);
      if (added.length > 0) {
        setLoaded((now) =>
          now.loading || now.cut ? now : { ...now, samples: mergeSamples(now.samples, added) },
        );
      }
    }, drawMs);
    return () => {
      clearInterval(timer);
    };
  }, [live]);

  return loaded;
}
