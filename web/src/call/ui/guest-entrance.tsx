import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import {
  enterAsGuest,
  type Entrance,
  fetchEntrance,
  Page,
  SessionGate,
  SignInCard,
  useSession,
} from '../../session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Heading } from '../../ui/heading';
import { Card, Loading } from '../../ui/panels';
import { keepLobbyChoices, lobbyChoices } from '../engine/lobby-choices';
import { nameLimit } from './lobby';

interface GuestEntranceProps {
  meetingId: string;
}

/** The entrance for people without an account: as a guest where the meeting allows guests, or by signing in. */
export function GuestEntrance({ meetingId }: GuestEntranceProps) {
  return (
    <Page title="Join a meeting">
      <SessionGate>
        <Doors meetingId={meetingId} />
      </SessionGate>
    </Page>
  );
}

function Doors({ meetingId }: GuestEntranceProps) {
  const [entry, setEntry] = useState<Entrance | null>(null);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    fetchEntrance(meetingId).then(setEntry, (error: unknown) => {
      // People can still sign in.
      setProblem((error as Error).message);
      setEntry({ allowed: false, locked: false, waits: false, recorded: false });
    });
  }, [meetingId]);

  if (entry === null) {
    return <Loading />;
  }
  const open = entry.allowed && !entry.locked;
  if (!open) {
    return (
      <ClosedDoor code={meetingId}>
        {problem === undefined && entry.locked && (
          <Banner title="This meeting is locked.">
            Nobody new can join. Ask the host to unlock it. If you joined earlier with an account,
            sign in to rejoin.
          </Banner>
        )}
        {problem === undefined && !entry.locked && (
          <Banner>
            This meeting requires an account. Sign in, or ask the host to allow guests.
          </Banner>
        )}
        {problem !== undefined && <Banner tone="danger">{problem}</Banner>}
      </ClosedDoor>
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-3xl items-start gap-6 py-6 md:grid-cols-2 md:py-10">
      <GuestCard meetingId={meetingId} title={entry.title ?? null} onShutOut={setEntry} />
      <SignInCard title="Sign in to join" level={2} destination={`/m/${meetingId}`} />
    </div>
  );
}

/**
 * The entrance of a short code that leads people without an account nowhere. They do not learn whether it belongs to a
 * meeting that does not admit them.
 */
export function UnknownCodeDoor({ code }: { code: string }) {
  return (
    <ClosedDoor code={code}>
      <Banner title={`There is no meeting with the code ${code} that admits guests.`}>
        Check the code with the person who invited you. If you have an account, sign in.
      </Banner>
    </ClosedDoor>
  );
}

interface ClosedDoorProps {
  /** The meeting's id or short code. */
  code: string;
  /** Why people cannot enter without an account. */
  children: ReactNode;
}

function ClosedDoor({ code, children }: ClosedDoorProps) {
  return (
    <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-10">
      {children}
      <SignInCard title="Sign in to join" level={1} destination={`/m/${code}`} />
    </div>
  );
}

interface GuestCardProps extends GuestEntranceProps {
  /** Of the meeting; null for none. */
  title: string | null;
  /** The meeting no longer admits guests, or is locked. */
  onShutOut: (entry: Entrance) => void;
}

function GuestCard({ meetingId, title, onShutOut }: GuestCardProps) {
  const { guest, refresh } = useSession();
  const [name, setName] = useState(() => guest?.displayName ?? lobbyChoices().guestName);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function enter(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem('Enter the name that others will see.');
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await enterAsGuest(meetingId, name.trim());
    } catch (error) {
      setBusy(false);
      const { code } = error as { code?: string };
      if (code === 'NO_GUESTS' || code === 'MEETING_LOCKED') {
        const locked = code === 'MEETING_LOCKED';
        onShutOut({ allowed: locked, locked, waits: false, recorded: false });
      } else {
        setProblem((error as Error).message);
      }
      return;
    }
    keepLobbyChoices({ guestName: name.trim() });
    await refresh();
  }

  return (
    <Card>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          void enter(event);
        }}
      >
        <div>
          <Heading className="text-lg font-semibold">Join as a guest</Heading>
          {title !== null && <p className="wrap-anywhere text-muted">{title}</p>}
        </div>
        <TextField
          label="Your name"
          autoComplete="name"
          maxLength={nameLimit}
          required
          value={name}
          error={problem}
          hint="Others see this name, marked as a guest."
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Button type="submit" className="h-11" disabled={busy}>
          Continue
        </Button>
        <p className="text-sm text-pretty text-muted">
          You see this call and its live measurements. Your name and your measurements remain in the
          meeting’s history, which only participants with an account can see.
        </p>
      </form>
    </Card>
  );
}
