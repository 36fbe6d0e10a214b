import { useQuery } from 'urql';
import { graphql } from '../../../api/gql';

const HostingQuery = graphql(`
  query Hosting($id: ID!) {
    meeting(id: $id) {
      id
      host
      coHost
      coHosts {
        participantId
        displayName
      }
      guestsAllowed
      locked
      waitingRoom
      title
    }
  }
`);

/**
 * The settings that the hosts of a meeting may change; null for everybody else, and while loading.
 *
 * @param asked whether to ask the server: not for guests, and in the room only while the person is a host
 */
export function useHosting(meetingId: string, asked: boolean) {
  const [{ data }] = useQuery({
    query: HostingQuery,
    variables: { id: meetingId },
    requestPolicy: 'cache-and-network',
    pause: !asked,
  });
  const meeting = (data as typeof data | null)?.meeting;
  return asked && meeting?.host === true ? meeting : null;
}

/** Those settings. */
export type Hosting = NonNullable<ReturnType<typeof useHosting>>;
