import { graphql, type ResultOf } from '../api/gql';

export const Recordings = graphql(`
  query Recordings($id: ID!) {
    meeting(id: $id) {
      id
      recordings {
        id
        participant {
          id
          displayName
        }
        shows
        at
        until
        state
        reason
        bytes
        path
        deletable
      }
    }
  }
`);

export const DeleteRecording = graphql(`
  mutation DeleteRecording($id: ID!) {
    deleteRecording(id: $id)
  }
`);

/** One file. */
export type RecordedFile = NonNullable<
  ResultOf<typeof Recordings>['meeting']
>['recordings'][number];
