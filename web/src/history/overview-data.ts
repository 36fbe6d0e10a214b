import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql, type ResultOf } from '../api/gql';

/** Enough for the width of a page. */
const maxPoints = 400;
/** How often the overview of a meeting that goes on is loaded again, in ms. */
const refreshMs = 30_000;

const Overview = graphql(`
  query Overview($id: ID!, $range: TimeRange!, $participantId: ID, $maxPoints: Int!) {
    meeting(id: $id) {
      id
      latencyHistory(range: $range, participantId: $participantId, maxPoints: $maxPoints) {
        lines {
          participantId
          source
          buckets {
            startsAt
            p50Ms
          }
        }
      }
    }
  }
`);

type OverviewMeeting = NonNullable<ResultOf<typeof Overview>['meeting']>;

export type OverviewLine = OverviewMeeting['latencyHistory']['lines'][number];

/** The medians of the whole meeting; none until they are loaded, and where that fails. */
export function useOverview(
  id: string,
  start: number,
  end: number | null,
  participantId: string | null,
): readonly OverviewLine[] {
  const client = useClient();
  const [lines, setLines] = useState<readonly OverviewLine[]>([]);
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      const to = Math.max(start + 1000, end ?? Date.now());
      const range = { from: new Date(start).toISOString(), to: new Date(to).toISOString() };
      const { data } = await client
        .query(Overview, { id, range, participantId, maxPoints }, { requestPolicy: 'network-only' })
        .toPromise();
      const loaded = data?.meeting?.latencyHistory.lines;
      if (wanted && loaded !== undefined) setLines(loaded);
    };
    void load();
    const timer = end === null ? setInterval(() => void load(), refreshMs) : undefined;
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [client, id, start, end, participantId]);
  return lines;
}
