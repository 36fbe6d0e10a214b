import { LogIn } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Page } from '../../session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Heading } from '../../ui/heading';
import { Card } from '../../ui/panels';
import { LobbyDevices } from '../engine/lobby-devices';
import type { CaptureDevice } from '../engine/tracks';
import { noteInterrupted, type Interrupted } from '../engine/reload';
import type { Entrance } from './lobby';
import { useStore } from './use-store';

interface RejoinProps {
  interrupted: Interrupted;
  /** Of the meeting; null for none. */
  title: string | null;
  displayName: string;
  onRejoin: (entrance: Entrance) => void;
  /** The person wants to change something first. */
  onLobby: () => void;
}

/** After a reload in a call: the way back, with the camera and the microphone as they were. */
export function Rejoin({ interrupted, title, displayName, onRejoin, onLobby }: RejoinProps) {
  const [devices] = useState(() => new LobbyDevices());
  useEffect(() => devices.show(), [devices]);
  useEffect(() => {
    // Another reload leads here again.
    const note = () => {
      noteInterrupted(interrupted);
    };
    window.addEventListener('pagehide', note);
    return () => {
      window.removeEventListener('pagehide', note);
    };
  }, [interrupted]);
  const { audio, video, starting, problem } = useStore(devices.state);
  const { camera, microphone } = interrupted;
  const opening = starting.length > 0;
  // Where a device could not be opened, the person sees that before rejoining without it.
  const found = problem !== null && !opening;
  const cameraOn = found ? video !== null : camera;
  const microphoneIs = found && audio === null ? 'off' : microphone;

  async function rejoin() {
    const wanted: CaptureDevice[] = [];
    if (camera) wanted.push('camera');
    if (microphone !== 'off') wanted.push('microphone');
    if (!found && wanted.length > 0) {
      devices.setMuted(microphone === 'muted');
      await devices.open(...wanted);
      if (devices.state.get().problem !== null) return;
    }
    onRejoin({ displayName, ...devices.handOver() });
  }

  return (
    <Page title="Rejoin the meeting">
      <Card className="mx-auto flex max-w-md flex-col gap-4 md:mt-8">
        <div>
          <Heading className="text-lg font-semibold">Rejoin the call?</Heading>
          {title !== null && <p className="wrap-anywhere text-muted">{title}</p>}
        </div>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          <Fact name="Your name" value={displayName} />
          <Fact name="Camera" value={cameraOn ? 'on' : 'off'} />
          <Fact name="Microphone" value={microphoneIs} />
        </dl>
        {problem !== null && <Banner tone="danger">{problem} You can rejoin without it.</Banner>}
        <div className="flex flex-col gap-2">
          <Button className="h-11" disabled={opening} onClick={() => void rejoin()}>
            <LogIn aria-hidden />
            Rejoin
          </Button>
          <p role="status" className="text-center text-sm text-muted">
            {opening && 'Your browser may ask for permission.'}
          </p>
          <Button look="quiet" disabled={opening} onClick={onLobby}>
            Change something first
          </Button>
        </div>
      </Card>
    </Page>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium wrap-anywhere">{value}</dd>
    </>
  );
}
