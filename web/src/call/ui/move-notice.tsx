import { useMutation } from 'urql';
import { graphql } from '../../api/gql';
import { graphqlProblem } from '../../api/problem';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import type { Call } from '../engine/call';
import { isHost } from '../engine/room';
import { useStore } from './use-store';

const MoveMeeting = graphql(`
  mutation MoveMeeting($meetingId: ID!) {
    moveMeeting(meetingId: $meetingId) {
      id
    }
  }
`);

/** Asks the host whether the call may move to another media server, while its own is being taken out of service. */
export function MoveNotice({ call, meetingId }: { call: Call; meetingId: string }) {
  const { room, moveSuggested } = useStore(call.state);
  const [{ fetching, error }, moveMeeting] = useMutation(MoveMeeting);
  if (!moveSuggested || !isHost(room)) {
    return null;
  }
  return (
    <Banner
      title="This call’s media server is going out of service."
      action={
        <Button
          disabled={fetching}
          onClick={() => {
            void moveMeeting({ meetingId });
          }}
        >
          {fetching ? 'Moving…' : 'Move the call now'}
        </Button>
      }
    >
      {error === undefined
        ? 'Move the call at a quiet moment: audio and video pause for about a second. Without that, it stays until everybody has left.'
        : `The call was not moved. ${graphqlProblem(error)}`}
    </Banner>
  );
}
