import { useMutation } from 'urql';
import { graphql } from '../../api/gql';
import { SavedSwitch } from './saved-switch';

const AllowGuests = graphql(`
  mutation AllowGuests($meetingId: ID!, $allowed: Boolean!) {
    allowGuests(meetingId: $meetingId, allowed: $allowed) {
      id
      guestsAllowed
    }
  }
`);

interface GuestSwitchProps {
  meetingId: string;
  settings: GuestSettings;
}

interface GuestSettings {
  guestsAllowed: boolean;
  locked: boolean;
  waitingRoom: boolean;
}

/** Lets a host allow or refuse guests. */
export function GuestSwitch({ meetingId, settings }: GuestSwitchProps) {
  const [saving, allowGuests] = useMutation(AllowGuests);
  return (
    <SavedSwitch
      label="Let guests join with the link"
      hint={hint(settings)}
      checked={settings.guestsAllowed}
      saving={saving}
      save={(wanted) => allowGuests({ meetingId, allowed: wanted })}
    />
  );
}

function hint({ guestsAllowed, locked, waitingRoom }: GuestSettings): string {
  const way = waitingRoom ? 'ask to join' : 'join';
  if (!guestsAllowed) {
    return `When on, anyone with the link can ${way} with just a name. Guests see the call but not its history.`;
  }
  return `${
    locked
      ? 'While the meeting is locked, no new guests can join.'
      : `Anyone with the link can ${way} with just a name.`
  } Turning this off disconnects the guests who are in the call.`;
}
