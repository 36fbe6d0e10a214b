import { LogIn } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { enterAsGuest, fetchEntrance } from '../session/session';
import { useSession } from '../session/session-context';
import { SessionGate } from '../session/session-gate';
import { SignInCard } from '../session/sign-in-card';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Heading } from '../ui/heading';
import { Page } from '../ui/page';
import { Card, Loading } from '../ui/panels';
import { nameLimit } from './lobby';

interface GuestEntranceProps {
  meetingId: string;
  onEntered: () => void;
}

/** Before the meeting, for somebody without an account: as a guest where the meeting allows that, or by signing in. */
export function GuestEntrance({ meetingId, onEntered }: GuestEntranceProps) {
  return (
    <Page title="Join a meeting">
      <SessionGate>
        <Doors meetingId={meetingId} onEntered={onEntered} />
      </SessionGate>
    </Page>
  );
}

function Doors({ meetingId, onEntered }: GuestEntranceProps) {
  const [allowed, setAllowed] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    fetchEntrance(meetingId).then(
      (entrance) => {
        setAllowed(entrance.allowed);
      },
      (error: unknown) => {
        // Signing in is left.
        setProblem((error as Error).message);
        setAllowed(false);
      },
    );
  }, [meetingId]);

  if (allowed === null) {
    return <Loading />;
  }
  const signIn = (
    <SignInCard title="Sign in to join" level={allowed ? 2 : 1} destination={`/m/${meetingId}`} />
  );
  if (!allowed) {
    return (
      <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-10">
        {problem === undefined ? (
          <Banner>
            This meeting is for people with an account: sign in, or ask whoever invited you to let
            guests in.
          </Banner>
        ) : (
          <Banner tone="danger">{problem}</Banner>
        )}
        {signIn}
      </div>
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-3xl items-start gap-6 py-6 md:grid-cols-2 md:py-10">
      <GuestCard
        meetingId={meetingId}
        onEntered={onEntered}
        onShutOut={() => {
          setAllowed(false);
        }}
      />
      {signIn}
    </div>
  );
}

interface GuestCardProps extends GuestEntranceProps {
  /** The meeting lets guests in no more. */
  onShutOut: () => void;
}

function GuestCard({ meetingId, onEntered, onShutOut }: GuestCardProps) {
  const { guest, refresh } = useSession();
  const [name, setName] = useState(guest?.displayName ?? '');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function enter(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem('Enter the name that the others will see.');
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await enterAsGuest(meetingId, name.trim());
    } catch (error) {
      setBusy(false);
      if ((error as { code?: string }).code === 'NO_GUESTS') {
        onShutOut();
      } else {
        setProblem((error as Error).message);
      }
      return;
    }
    onEntered();
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
        <Heading className="text-lg font-semibold">Join as a guest</Heading>
        <TextField
          label="Your name"
          autoComplete="name"
          maxLength={nameLimit}
          required
          value={name}
          error={problem}
          hint="The others see it, marked as a guest’s."
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Button type="submit" className="h-11" disabled={busy}>
          <LogIn aria-hidden />
          Join
        </Button>
        <p className="text-sm text-pretty text-muted">
          You see this call and what is measured in it, while it goes on. Your name and what is
          measured of you stay in the meeting’s history, which is for people with an account.
        </p>
      </form>
    </Card>
  );
}
