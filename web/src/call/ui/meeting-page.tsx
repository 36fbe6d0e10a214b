import { useEffect, useState, type ReactNode } from 'react';
import { Redirect, useParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { parseMeetingCode } from '../../home';
import { fetchEntrance, Page, useSession } from '../../session';
import { Loading } from '../../ui/panels';
import type { CallOptions } from '../engine/call';
import { CallRoom } from './call-room';
import { Ended } from './ended';
import { GuestEntrance } from './guest-entrance';
import { Lobby } from './lobby';
import { forgetInterrupted, interruptedCall } from '../engine/reload';
import { SignallingError } from '../engine/signalling-error';

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

/** What joining would end with. */
const unknown = new SignallingError('MEETING_NOT_FOUND', 'There is no such meeting.');
const locked = new SignallingError('MEETING_LOCKED', 'This meeting is locked.');

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
      <OnlyIfOpen meetingId={meetingId}>
        <Lobby
          meetingId={meetingId}
          displayName={displayName}
          onJoin={(entrance) => {
            setOptions({ meetingId, ...entrance });
          }}
        />
      </OnlyIfOpen>
    );
  }
  return (
    <CallRoom
      options={options}
      onRejoin={(switchHere) => {
        setOptions({ ...options, switchHere, audio: null, video: null });
      }}
    />
  );
}

/** Reports an unknown or locked meeting before anybody gets ready to join it. Where the check fails, joining will report it. */
function OnlyIfOpen({ meetingId, children }: { meetingId: string; children: ReactNode }) {
  const [attempt, setAttempt] = useState(0);
  const [checked, setChecked] = useState<{ refusal: SignallingError | null } | null>(null);
  useEffect(() => {
    fetchEntrance(meetingId).then(
      ({ exists, locked: lockedOut }) => {
        setChecked({ refusal: exists === false ? unknown : lockedOut ? locked : null });
      },
      () => {
        setChecked({ refusal: null });
      },
    );
  }, [meetingId, attempt]);
  if (checked === null) {
    return (
      <Page title="Join a meeting">
        <Loading />
      </Page>
    );
  }
  return checked.refusal === null ? (
    children
  ) : (
    <Ended
      meetingId={meetingId}
      error={checked.refusal}
      onRejoin={() => {
        setAttempt(attempt + 1);
      }}
    />
  );
}
