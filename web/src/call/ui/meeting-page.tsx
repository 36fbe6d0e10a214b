import { useEffect, useState, type ReactNode } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { MeetingByCode } from '../../home';
import { type Entrance as Entered, fetchEntrance, NameCard, Page, useSession } from '../../session';
import { Loading } from '../../ui/panels';
import type { CallOptions } from '../engine/call';
import { CallRoom } from './call-room';
import { Ended } from './ended';
import { Lobby, type Entrance } from './lobby';
import { GuestEntrance, UnknownCodeDoor, WaitingRoom } from './on-demand';
import { Rejoin } from './rejoin';
import { UnsupportedBrowser } from './unsupported-browser';
import { lobbyChoices, nameInLobby } from '../engine/lobby-choices';
import { obstacle } from '../engine/obstacle';
import { forgetInterrupted, interruptedCall } from '../engine/reload';
import { SignallingError } from '../engine/signalling-error';

/** The state of a history entry that a button of the start page made. */
interface MeetingState {
  join?: boolean;
}

/**
 * `/m/<uuid or short code>`: the lobby, or after a reload of a call the way back, then the call. The buttons of the start page lead straight into the call for
 * people who chose that in a lobby.
 */
export default function MeetingPage() {
  const hindrance = obstacle();
  if (hindrance !== null) {
    return <UnsupportedBrowser obstacle={hindrance} />;
  }
  return (
    <MeetingByCode unknown={(code) => <UnknownCode code={code} />}>
      {(meetingId) => <Admission key={meetingId} meetingId={meetingId} />}
    </MeetingByCode>
  );
}

function UnknownCode({ code }: { code: string }) {
  const { account } = useSession();
  if (account !== null) {
    return <Ended meetingId={code} error={unknown} />;
  }
  return (
    <Page title="Join a meeting">
      <UnknownCodeDoor code={code} />
    </Page>
  );
}

/** Admits people who are signed in, and guests of this meeting. */
function Admission({ meetingId }: { meetingId: string }) {
  const { account, guest } = useSession();
  const person = account ?? (guest?.meetingId === meetingId ? guest : null);
  if (person === null) {
    return <GuestEntrance meetingId={meetingId} />;
  }
  if (account?.nameChosen === false) {
    return (
      <Page title="Join a meeting">
        <NameCard />
      </Page>
    );
  }
  return (
    <Meeting
      key={account?.id ?? 'guest'}
      meetingId={meetingId}
      displayName={account === null ? person.displayName : nameInLobby(account)}
    />
  );
}

/** The errors that joining would end with. */
const unknown = new SignallingError('MEETING_NOT_FOUND', 'There is no such meeting.');
const locked = new SignallingError('MEETING_LOCKED', 'This meeting is locked.');

interface MeetingProps {
  meetingId: string;
  displayName: string;
}

function Meeting({ meetingId, displayName }: MeetingProps) {
  const state = useHistoryState<MeetingState | null>();
  const [interrupted, setInterrupted] = useState(() => interruptedCall(meetingId));
  const [options, setOptions] = useState<CallOptions | null>(() =>
    state?.join === true && lobbyChoices().skipped
      ? { meetingId, displayName, audio: null, video: null }
      : null,
  );
  const [waiting, setWaiting] = useState<CallOptions | null>(null);
  useEffect(() => {
    // Both are used once. Whoever leaves and then reloads or returns to this entry sees the lobby.
    forgetInterrupted();
    history.replaceState(null, '', location.pathname);
    // A page that the browser restores from its cache was not reloaded.
    window.addEventListener('pageshow', forgetInterrupted);
    return () => {
      window.removeEventListener('pageshow', forgetInterrupted);
    };
  }, []);
  if (waiting !== null) {
    return (
      <WaitingRoom
        meetingId={meetingId}
        displayName={waiting.displayName ?? displayName}
        tracks={waiting}
        onAdmitted={() => {
          setWaiting(null);
          setOptions(waiting);
        }}
        onAgain={() => {
          setWaiting(null);
        }}
      />
    );
  }
  if (options === null) {
    return (
      <OnlyIfOpen meetingId={meetingId}>
        {({ title = null, waits, recorded }) => {
          const join = (entrance: Entrance) => {
            setInterrupted(null);
            const chosen = { meetingId, ...entrance };
            if (waits) {
              setWaiting(chosen);
            } else {
              setOptions(chosen);
            }
          };
          return interrupted === null ? (
            <Lobby
              meetingId={meetingId}
              title={title}
              displayName={displayName}
              waits={waits}
              recorded={recorded}
              onJoin={join}
            />
          ) : (
            <Rejoin
              interrupted={interrupted}
              title={title}
              displayName={interrupted.displayName ?? displayName}
              onRejoin={join}
              onLobby={() => {
                setInterrupted(null);
              }}
            />
          );
        }}
      </OnlyIfOpen>
    );
  }
  return (
    <CallRoom
      options={options}
      displayName={displayName}
      onRejoin={(switchHere) => {
        setOptions({ ...options, switchHere, audio: null, video: null });
      }}
    />
  );
}

/** What the lobby says about the meeting. */
type ForLobby = Pick<Entered, 'title' | 'waits' | 'recorded'>;

/** Reports an unknown or locked meeting before people prepare to join it. If the check fails, joining reports it. */
function OnlyIfOpen({
  meetingId,
  children,
}: {
  meetingId: string;
  children: (entrance: ForLobby) => ReactNode;
}) {
  const [attempt, setAttempt] = useState(0);
  const [checked, setChecked] = useState<{
    refusal: SignallingError | null;
    entrance: ForLobby;
  } | null>(null);
  useEffect(() => {
    fetchEntrance(meetingId).then(
      (entrance) => {
        setChecked({
          refusal: entrance.exists === false ? unknown : entrance.locked ? locked : null,
          entrance,
        });
      },
      () => {
        setChecked({ refusal: null, entrance: { waits: false, recorded: false } });
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
    children(checked.entrance)
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
