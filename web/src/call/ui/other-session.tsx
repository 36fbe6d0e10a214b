import { useState } from 'react';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import type { Room } from '../engine/room';

interface OtherSessionProps {
  room: Room;
  /** Ends the other sessions. */
  switchHere: () => Promise<void>;
}

/** Reports that the same person is in the room twice, and offers to end the other sessions. */
export function OtherSession({ room, switchHere }: OtherSessionProps) {
  const others = room.filter(({ samePerson }) => samePerson).map(({ id }) => id);
  // Each new session is reported again.
  return others.length === 0 ? null : <Offer key={others.join()} switchHere={switchHere} />;
}

function Offer({ switchHere }: Pick<OtherSessionProps, 'switchHere'>) {
  const [dismissed, setDismissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function end() {
    setBusy(true);
    setProblem(undefined);
    try {
      await switchHere();
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  }

  if (dismissed) {
    return null;
  }
  return (
    <Banner
      tone="warning"
      title="You are in this meeting in another tab or on another device."
      action={
        <div className="flex flex-wrap gap-2">
          <Button disabled={busy} onClick={() => void end()}>
            Switch here
          </Button>
          <Button
            look="secondary"
            onClick={() => {
              setDismissed(true);
            }}
          >
            Keep both
          </Button>
        </div>
      }
    >
      {problem ?? 'To avoid an echo, this page does not play the audio of your other session.'}
    </Banner>
  );
}
