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

/** What the history page knows about its meeting. Shared links must show all of it, see SharedLinkScope. */
export const HistoryMeetingFields = graphql(`
  fragment HistoryMeetingFields on Meeting @_unmask {
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
`);

export const MeetingHistory = graphql(
  `
    query MeetingHistory($id: ID!) {
      meeting(id: $id) {
        host
        coHost
        ...HistoryMeetingFields
      }
    }
  `,
  [HistoryMeetingFields],
);

export type HistoryMeeting = ResultOf<typeof HistoryMeetingFields>;
export type HistoryParticipant = HistoryMeeting['participants'][number];

export const SamplePage = graphql(
  `
    query SamplePage(
      $id: ID!
      $last: Int!
      $before: String
      $participantId: ID
      $from: DateTime
      $to: DateTime
    ) {
      meeting(id: $id) {
        id
        latencySamples(
          last: $last
          before: $before
          range: { from: $from, to: $to }
          participantId: $participantId
        ) {
          edges {
            node {
              ...SampleFields
            }
          }
          pageInfo {
            hasPreviousPage
            startCursor
          }
        }
      }
    }
  `,
  [SampleFields],
);
