import { LogIn, Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { Page, useSession } from '../../session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Heading } from '../../ui/heading';
import { Card } from '../../ui/panels';
import { Switch } from '../../ui/switch';
import { DeviceFields } from './device-fields';
import { GuestSwitch } from './guest-switch';
import { useHosting } from './hosting/use-hosting';
import { LevelMeter } from './level-meter';
import { useMirrored } from './mirror';
import { isAllowed, keepLobbyChoices, lobbyChoices } from '../engine/lobby-choices';
import { LobbyDevices, type LobbyState } from '../engine/lobby-devices';
import type { CaptureDevice, Tracks } from '../engine/tracks';
import { useStore } from './use-store';
import { Video } from './video';

/** The server's limit for a name in a meeting. */
export const nameLimit = 80;

export interface Entrance extends Tracks {
  displayName: string;
}

interface LobbyProps {
  meetingId: string;
  /** Of the meeting; null for none. */
  title: string | null;
  displayName: string;
  /** The host has to let the person in. */
  waits?: boolean;
  /** The meeting is being recorded. */
  recorded?: boolean;
  onJoin: (entrance: Entrance) => void;
}

/** Before the meeting: the name, the devices and a preview. Join enters the meeting with what is shown. */
export function Lobby({
  meetingId,
  title,
  displayName,
  waits = false,
  recorded = false,
  onJoin,
}: LobbyProps) {
  const { account } = useSession();
  const hosting = useHosting(meetingId, account !== null);
  const [name, setName] = useState(displayName);
  const [devices] = useState(() => new LobbyDevices());
  useEffect(() => devices.show(), [devices]);
  useEffect(() => {
    void openAsBefore(devices);
  }, [devices]);
  const state = useStore(devices.state);
  const [skipped, setSkipped] = useState(() => lobbyChoices().skipped);

  function join(event: FormEvent) {
    event.preventDefault();
    const typed = name.trim() === '' ? (account?.displayName ?? displayName) : name.trim();
    keepLobbyChoices({
      ...(account === null
        ? { guestName: typed }
        : {
            accountName: { accountId: account.id, instead: account.displayName, typed },
          }),
      camera: state.video !== null,
      microphone: state.audio !== null && !state.muted,
      skipped,
    });
    onJoin({ displayName: typed, ...devices.handOver() });
  }

  return (
    <Page title="Join a meeting">
      <div className="mx-auto grid max-w-4xl items-start gap-6 md:grid-cols-[1.4fr_1fr] md:grid-rows-[auto_1fr] md:gap-x-10 md:py-8">
        <Preview devices={devices} state={state} />
        <Card className="md:row-span-2">
          <form noValidate className="flex flex-col gap-4" onSubmit={join}>
            <div>
              <Heading className="text-lg font-semibold">Ready to join?</Heading>
              {title !== null && <p className="wrap-anywhere text-muted">{title}</p>}
            </div>
            {recorded && (
              <Banner title="This meeting is being recorded.">
                You will be asked in the call, and are recorded only if you agree.
              </Banner>
            )}
            <TextField
              label="Your name"
              maxLength={nameLimit}
              autoComplete="name"
              value={name}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
            <div className="flex flex-col gap-2">
              <Button type="submit" className="h-11">
                <LogIn aria-hidden />
                {waits ? 'Ask to join' : 'Join'}
              </Button>
              <p role="status" className="text-center text-sm text-balance text-muted">
                {summary(state)}
              </p>
            </div>
            {hosting !== null && <GuestSwitch meetingId={meetingId} settings={hosting} />}
            {account !== null && (
              <Switch
                label="Skip this page next time"
                hint="The buttons of the start page then lead straight into the call, with camera and microphone off."
                checked={skipped}
                onChange={setSkipped}
              />
            )}
          </form>
        </Card>
        <DeviceFields
          className="grid items-end gap-x-3 gap-y-4 sm:grid-cols-3"
          tracks={state}
          onChoose={(use, deviceId) => {
            void devices.choose(use, deviceId);
          }}
          onProcess={(processing, on) => {
            void devices.process(processing, on);
          }}
        />
      </div>
    </Page>
  );
}

/** Opens what was on in the last lobby, if the browser does not ask for it. */
async function openAsBefore(devices: LobbyDevices): Promise<void> {
  const { camera, microphone } = lobbyChoices();
  const wanted: CaptureDevice[] = [];
  if (camera && (await isAllowed('camera'))) wanted.push('camera');
  if (microphone && (await isAllowed('microphone'))) wanted.push('microphone');
  if (wanted.length > 0) await devices.open(...wanted);
}

interface PreviewProps {
  devices: LobbyDevices;
  state: LobbyState;
}

/** A preview of what the others will see and hear, with a button for each device. */
function Preview({ devices, state: { audio, video, starting, muted, problem } }: PreviewProps) {
  const stream = useMemo(() => (video === null ? null : new MediaStream([video])), [video]);
  const audible = audio !== null && !muted;
  const mirrored = useMirrored(video);
  return (
    <div className="flex flex-col gap-3">
      <section
        aria-label="Preview"
        className="relative flex aspect-4/3 flex-col sm:aspect-video overflow-hidden rounded-2xl border border-transparent bg-tile text-white"
      >
        {stream !== null && <Video stream={stream} mirrored={mirrored} />}
        {/* Within the preview, so that nothing on the page moves. */}
        {problem !== null && (
          <Banner tone="danger" className="z-10 m-2">
            {problem}
          </Banner>
        )}
        {stream === null && (
          <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 p-4 text-center text-sm text-white/80">
            {problem === null && (
              <p>
                {starting.length === 0
                  ? 'Your camera is off.'
                  : 'Your browser may ask for permission.'}
              </p>
            )}
            {audio === null && starting.length === 0 && (
              <Button onClick={() => void devices.open('camera', 'microphone')}>
                Turn on camera and microphone
              </Button>
            )}
          </div>
        )}
      </section>
      <div className="grid grid-cols-2 items-start gap-2">
        <div className="flex flex-col gap-2">
          <Button
            look="secondary"
            disabled={starting.includes('microphone')}
            onClick={() => {
              if (audio === null) {
                devices.setMuted(false);
                void devices.open('microphone');
              } else {
                devices.setMuted(!muted);
              }
            }}
          >
            {audible ? <Mic aria-hidden /> : <MicOff aria-hidden />}
            {audible ? 'Mute' : 'Unmute'}
          </Button>
          <div className="min-h-1.5">{audible && <LevelMeter track={audio} />}</div>
        </div>
        <Button
          look="secondary"
          disabled={starting.includes('camera')}
          onClick={() => {
            if (video === null) {
              void devices.open('camera');
            } else {
              devices.closeCamera();
            }
          }}
        >
          {stream === null ? <VideoOff aria-hidden /> : <VideoIcon aria-hidden />}
          {stream === null ? 'Start video' : 'Stop video'}
        </Button>
      </div>
    </div>
  );
}

/** What joining now does. */
function summary({ audio, video, muted }: LobbyState): string {
  const camera = video === null ? 'off' : 'on';
  const microphone = audio === null ? 'off' : muted ? 'muted' : 'on';
  return `You join with your camera ${camera} and your microphone ${microphone}.`;
}
