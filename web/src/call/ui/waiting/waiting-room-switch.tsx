import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { SavedSwitch } from '../saved-switch';

const SetWaitingRoom = graphql(`
  mutation SetWaitingRoom($meetingId: ID!, $on: Boolean!) {
    setWaitingRoom(meetingId: $meetingId, on: $on) {
      id
      waitingRoom
    }
  }
`);

/** Lets the host decide about everybody who is new. */
export function WaitingRoomSwitch({ meetingId, on }: { meetingId: string; on: boolean }) {
  const [saving, setWaitingRoom] = useMutation(SetWaitingRoom);
  return (
    <SavedSwitch
      label="Waiting room"
      hint={
        on
          ? 'You let in people who were not in the meeting before. Turning this off lets in everybody who waits.'
          : 'When on, people who were not in the meeting before wait until you let them in.'
      }
      checked={on}
      saving={saving}
      save={(wanted) => setWaitingRoom({ meetingId, on: wanted })}
    />
  );
}
