import { graphql, type ResultOf } from '../api/gql';

/** The most events that the page shows of a range: the server limits what a document may cost, and each field of an event counts. */
export const mostEvents = 900;

/** What happened in a range. */
export const TimelineOfRange = graphql(`
  query TimelineOfRange($id: ID!, $range: TimeRange!, $first: Int!) {
    meeting(id: $id) {
      id
      timeline(first: $first, range: $range) {
        edges {
          node {
            __typename
            id
            at
            until
            ... on Stay {
              participantId
              displayName
            }
            ... on Admission {
              participantId
            }
            ... on HostAction {
              action
              actor
              targetId
            }
            ... on RaisedHand {
              participantId
            }
            ... on Reaction {
              participantId
              reaction
            }
            ... on ScreenShare {
              participantId
            }
            ... on Annotation {
              text
              author
              deletable
            }
            ... on Alert {
              participantId
              kind
              threshold
              seconds
              value
            }
            ... on ClockFault {
              participantId
              source
              samples
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

type TimelineMeeting = NonNullable<ResultOf<typeof TimelineOfRange>['meeting']>;

export type Timeline = TimelineMeeting['timeline'];
export type TimelineEvent = Timeline['edges'][number]['node'];

export const Annotate = graphql(`
  mutation Annotate($meetingId: ID!, $text: String!, $at: DateTime!, $until: DateTime) {
    annotate(meetingId: $meetingId, text: $text, at: $at, until: $until) {
      id
    }
  }
`);

export const DeleteAnnotation = graphql(`
  mutation DeleteAnnotation($annotationId: ID!) {
    deleteAnnotation(annotationId: $annotationId)
  }
`);

/** The most characters of an annotation. */
export const longestAnnotation = 200;
