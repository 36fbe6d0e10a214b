import { LogIn, Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useSession } from '../session/session-context';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Page } from '../ui/page';
import { Card } from '../ui/panels';
import { DeviceFields } from './device-fields';
import { GuestSwitch, useHosting } from './guest-switch';
import { openDevices, storeDevice, type DeviceUse } from './media';
import { stop } from './own-media';
import type { Tracks } from './publisher';
import { Video } from './video';

/** The server's bound for a name in a meeting. */
export const nameLimit = 80;

export interface Entrance extends Tracks {
  displayName: string;
}

interface LobbyProps {
  meetingId: string;
  displayName: string;
  onJoin: (entrance: Entrance) => void;
}

/** Before the meeting: one's name, and a look into the mirror for who wants one. */
export function Lobby({ meetingId, displayName, onJoin }: LobbyProps) {
  const { account } = useSession();
  const hosting = useHosting(meetingId, account !== null);
  const [name, setName] = useState(displayName);
  const { tracks, audible, busy, problem, toggleVideo, toggleAudio, choose, handOver } =
    useMirror();
  const stream = useMemo(
    () => (tracks.video === null ? null : new MediaStream([tracks.video])),
    [tracks.video],
  );

  function join(event: FormEvent) {
    event.preventDefault();
    onJoin({ displayName: name.trim() === '' ? displayName : name.trim(), ...handOver() });
  }

  return (
    <Page title="Join a meeting">
      <div className="mx-auto grid max-w-4xl items-center gap-6 md:grid-cols-[1.4fr_1fr] md:gap-10 md:py-8">
        <div className="flex flex-col gap-3">
          <div className="relative aspect-video overflow-hidden rounded-2xl bg-tile text-white">
            {stream === null ? (
              <p className="absolute inset-0 flex items-center justify-center text-sm text-white/70">
                Your camera is off
              </p>
            ) : (
              <Video stream={stream} mirrored />
            )}
          </div>
          <div className="flex flex-wrap justify-center gap-2">
            <Button look="secondary" disabled={busy} onClick={() => void toggleAudio()}>
              {audible ? <Mic aria-hidden /> : <MicOff aria-hidden />}
              {audible ? 'Mute' : 'Unmute'}
            </Button>
            <Button look="secondary" disabled={busy} onClick={() => void toggleVideo()}>
              {stream === null ? <VideoOff aria-hidden /> : <VideoIcon aria-hidden />}
              {stream === null ? 'Start video' : 'Stop video'}
            </Button>
          </div>
          {problem !== null && <Banner tone="danger">{problem}</Banner>}
        </div>
        <Card>
          <form noValidate className="flex flex-col gap-4" onSubmit={join}>
            <h1 className="text-lg font-semibold">Ready to join?</h1>
            <TextField
              label="Your name"
              maxLength={nameLimit}
              autoComplete="name"
              value={name}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
            {(tracks.audio !== null || tracks.video !== null) && <DeviceFields onChoose={choose} />}
            <Button type="submit" className="h-11">
              <LogIn aria-hidden />
              Join
            </Button>
            {hosting !== null && (
              <GuestSwitch meetingId={meetingId} allowed={hosting.guestsAllowed} />
            )}
          </form>
        </Card>
      </div>
    </Page>
  );
}

const nothing: Tracks = { audio: null, video: null };

/** Camera and microphone of the lobby: closed with it, unless handed over to the call. */
function useMirror() {
  const [tracks, setTracks] = useState<Tracks>(nothing);
  const [muted, setMuted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const current = useRef<Tracks>(nothing);

  useEffect(() => {
    current.current = tracks;
    for (const track of tracks.audio === null ? [] : [tracks.audio]) {
      track.enabled = !muted;
    }
  }, [tracks, muted]);
  useEffect(
    () => () => {
      stop(current.current.audio, current.current.video);
    },
    [],
  );

  async function open(wish: { audio: boolean; video: boolean }) {
    setBusy(true);
    const opened = await openDevices(wish);
    setBusy(false);
    setProblem(opened.problem);
    setTracks({ audio: opened.audio ?? tracks.audio, video: opened.video ?? tracks.video });
  }

  return {
    tracks,
    audible: tracks.audio !== null && !muted,
    busy,
    problem,
    async toggleVideo() {
      if (tracks.video === null) {
        await open({ audio: tracks.audio === null, video: true });
      } else {
        stop(tracks.video);
        setTracks({ ...tracks, video: null });
      }
    },
    async toggleAudio() {
      if (tracks.audio === null) {
        await open({ audio: true, video: false });
      } else {
        setMuted(!muted);
      }
    },
    choose(use: DeviceUse, deviceId: string) {
      storeDevice(use, deviceId);
      if (use === 'camera' && tracks.video !== null) {
        stop(tracks.video);
        void open({ audio: false, video: true });
      } else if (use === 'microphone' && tracks.audio !== null) {
        stop(tracks.audio);
        void open({ audio: true, video: false });
      }
    },
    handOver(): Tracks {
      current.current = nothing;
      return tracks;
    },
  };
}
