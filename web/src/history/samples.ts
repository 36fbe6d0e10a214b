import { graphql, type ResultOf } from '../api/gql';

/** The fields of a sample that the page uses. */
export const SampleFields = graphql(`
  fragment SampleFields on LatencySample @_unmask {
    id
    participantId
    arrivedAt
    estimateMs
    estimateLowerMs
    estimateUpperMs
    source
    zone
    validity
  }
`);

export type Sample = ResultOf<typeof SampleFields>;

export const MeetingHistory = graphql(`
  query MeetingHistory($id: ID!) {
    meeting(id: $id) {
      id
      createdAt
      title
      endedAt
      participants(first: 1000) {
        id
        displayName
        joinedAt
        leftAt
      }
    }
  }
`);

export type HistoryMeeting = NonNullable<ResultOf<typeof MeetingHistory>['meeting']>;
export type HistoryParticipant = HistoryMeeting['participants'][number];

export const SamplePage = graphql(
  `
    query SamplePage(
      $id: ID!
      $first: Int!
      $after: String
      $participantId: ID
      $from: DateTime
      $to: DateTime
    ) {
      meeting(id: $id) {
        id
        latencySamples(
          first: $first
          after: $after
          participantId: $participantId
          from: $from
          to: $to
        ) {
          edges {
            node {
              ...SampleFields
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [SampleFields],
);
