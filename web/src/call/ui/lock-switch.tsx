import { useMutation } from 'urql';
import { graphql } from '../../api/gql';
import { SavedSwitch } from './saved-switch';

const LockMeeting = graphql(`
  mutation LockMeeting($meetingId: ID!, $locked: Boolean!) {
    lockMeeting(meetingId: $meetingId, locked: $locked) {
      id
      locked
    }
  }
`);

/** Lets the host lock the meeting against new people. */
export function LockSwitch({ meetingId, locked }: { meetingId: string; locked: boolean }) {
  const [saving, lockMeeting] = useMutation(LockMeeting);
  return (
    <SavedSwitch
      label="Lock the meeting"
      hint={
        locked
          ? 'Nobody new can join. People who were in the meeting before can rejoin.'
          : 'When on, nobody new can join. People who were in the meeting before can rejoin.'
      }
      checked={locked}
      saving={saving}
      save={(wanted) => lockMeeting({ meetingId, locked: wanted })}
    />
  );
}
