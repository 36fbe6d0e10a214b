import { useEffect, useState } from 'react';
import { Redirect, useParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { parseMeetingCode } from '../home/meeting-code';
import { useSession } from '../session/session-context';
import type { CallOptions } from './call';
import { CallRoom } from './call-room';
import { GuestEntrance } from './guest-entrance';
import { Lobby } from './lobby';
import { forgetInterrupted, interruptedCall } from './reload';

/** What a button of ours says in the history entry of the meeting that it opens. */
interface MeetingState {
  join?: boolean;
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
  const [options, setOptions] = useState<CallOptions | null>(() => {
    const interrupted = interruptedCall(meetingId);
    return entered || state?.join === true || interrupted !== null
      ? { meetingId, audio: null, video: null, ...interrupted }
      : null;
  });
  useEffect(() => {
    // Both count once. Whoever leaves, and reloads or comes back to this entry, gets the lobby.
    forgetInterrupted();
    history.replaceState(null, '', location.pathname);
    // A page that the browser kept whole and shows again was not reloaded.
    window.addEventListener('pageshow', forgetInterrupted);
    return () => {
      window.removeEventListener('pageshow', forgetInterrupted);
    };
  }, []);
  if (options === null) {
    return (
      <Lobby
        meetingId={meetingId}
        displayName={displayName}
        onJoin={(entrance) => {
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
