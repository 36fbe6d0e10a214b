import type { Client } from 'urql';
import { graphql, type ResultOf } from '../api/gql';
import type { Summary } from './figures';

/** A range with at most this many samples shows each of them. */
export const mostRawSamples = 2000;
const pageSize = 1000;

const RawSamples = graphql(`
  query RawSamples(
    $id: ID!
    $first: Int!
    $after: String
    $participantId: ID
    $from: DateTime!
    $to: DateTime!
  ) {
    meeting(id: $id) {
      id
      latencySamples(
        first: $first
        after: $after
        range: { from: $from, to: $to }
        participantId: $participantId
      ) {
        edges {
          node {
            participantId
            arrivedAt
            estimateMs
            source
            validity
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type RawMeeting = NonNullable<ResultOf<typeof RawSamples>['meeting']>;

export type RawSample = RawMeeting['latencySamples']['edges'][number]['node'];

/** Whether a range has so few samples that each can be shown. */
export function hasFewSamples({ samplesKept, lines }: Summary): boolean {
  const all = lines.reduce(
    (sum, { count, implausible, clockFaults }) => sum + count + implausible + clockFaults,
    0,
  );
  return samplesKept && all > 0 && all <= mostRawSamples;
}

/** The samples of a range with few. Those that do not arrive are left out: the figures have them too. */
export async function loadRawSamples(
  client: Client,
  variables: { id: string; participantId: string | null; from: string; to: string },
): Promise<RawSample[]> {
  const samples: RawSample[] = [];
  let after: string | null = null;
  do {
    const { data } = await client
      .query(
        RawSamples,
        { ...variables, first: pageSize, after },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    const page: RawMeeting['latencySamples'] | undefined = data?.meeting?.latencySamples;
    samples.push(...(page?.edges.map(({ node }) => node) ?? []));
    after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
  } while (after !== null && samples.length < mostRawSamples);
  return samples;
}
