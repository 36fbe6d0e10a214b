import { graphql, type ResultOf } from '../api/gql';

export const Meetings = graphql(`
  query Meetings($first: Int!, $after: String, $search: String) {
    meetings(first: $first, after: $after, search: $search) {
      edges {
        node {
          id
          createdAt
          startedAt
          endedAt
          host
          coHost
          title
          shortCode
          participants(first: 50) {
            id
            displayName
            leftAt
          }
          latencyOverview {
            p50Ms
            sparkline
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const DeleteMeeting = graphql(`
  mutation DeleteMeeting($id: ID!) {
    deleteMeeting(meetingId: $id)
  }
`);

export type MeetingNode = ResultOf<typeof Meetings>['meetings']['edges'][number]['node'];
