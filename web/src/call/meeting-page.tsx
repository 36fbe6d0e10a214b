import { useState } from 'react';
import { Redirect, useParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { parseMeetingCode } from '../home/meeting-code';
import { useSession } from '../session/session-context';
import type { CallOptions } from './call';
import { CallRoom } from './call-room';
import { GuestEntrance } from './guest-entrance';
import { Lobby } from './lobby';

/** What the history entry of a meeting's page says: it survives a reload, which is then a fresh join. */
interface MeetingState {
  join?: boolean;
  displayName?: string;
}

/** `/m/<uuid>`: the lobby, then the call. Who came by a button of ours goes straight into the call. */
export default function MeetingPage() {
  const { id = '' } = useParams<{ id: string }>();
  const meetingId = parseMeetingCode(id);
  if (meetingId === null) {
    return <Redirect to="/" replace />;
  }
  return <Entrance key={meetingId} meetingId={meetingId} />;
}

/** Who one has to be to come in: signed in, or a guest of this very meeting. */
function Entrance({ meetingId }: { meetingId: string }) {
  const { account, guest } = useSession();
  const person = account ?? (guest?.meetingId === meetingId ? guest : null);
  // Pressed Join at the entrance: that is not asked again at the lobby.
  const [entered, setEntered] = useState(false);
  if (person === null) {
    return (
      <GuestEntrance
        meetingId={meetingId}
        onEntered={() => {
          history.replaceState({ join: true } satisfies MeetingState, '', location.pathname);
          setEntered(true);
        }}
      />
    );
  }
  return (
    <Meeting
      key={account?.id ?? 'guest'}
      meetingId={meetingId}
      displayName={person.displayName}
      entered={entered}
    />
  );
}

interface MeetingProps {
  meetingId: string;
  displayName: string;
  entered: boolean;
}

function Meeting({ meetingId, displayName, entered }: MeetingProps) {
  const state = useHistoryState<MeetingState | null>();
  const [options, setOptions] = useState<CallOptions | null>(() =>
    entered || state?.join === true
      ? {
          meetingId,
          audio: null,
          video: null,
          ...(state?.displayName === undefined ? {} : { displayName: state.displayName }),
        }
      : null,
  );
  if (options === null) {
    return (
      <Lobby
        meetingId={meetingId}
        displayName={displayName}
        onJoin={(entrance) => {
          const entry: MeetingState = { join: true, displayName: entrance.displayName };
          history.replaceState(entry, '', location.pathname);
          setOptions({ meetingId, ...entrance });
        }}
      />
    );
  }
  return (
    <CallRoom
      options={options}
      onRejoin={() => {
        setOptions({ ...options, audio: null, video: null });
      }}
    />
  );
}
