import { useMutation } from 'urql';
import { graphql } from '../../api/gql';
import { graphqlProblem } from '../../api/problem';
import { Banner } from '../../ui/banner';
import { Switch } from '../../ui/switch';

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
  const [{ fetching, error }, lockMeeting] = useMutation(LockMeeting);
  return (
    <>
      <Switch
        label="Lock the meeting"
        hint={
          locked
            ? 'Nobody new can join. People who were in the meeting before can rejoin.'
            : 'When on, nobody new can join. People who were in the meeting before can rejoin.'
        }
        checked={locked}
        onChange={(wanted) => {
          // Disabling the switch while it saves would take away its focus.
          if (!fetching) {
            void lockMeeting({ meetingId, locked: wanted });
          }
        }}
      />
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
    </>
  );
}
