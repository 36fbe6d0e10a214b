import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { canChooseSpeaker, storedDevices, type DeviceUse } from '../engine/devices';
import type { Processing } from '../engine/processing';
import type { Tracks } from '../engine/tracks';
import { mirroredOwnVideo } from './mirror';
import { RememberedSwitch } from './remembered-switch';
import { ProcessingSwitches } from './processing-switches';
import { playTones } from './tones';
import { useDevices } from './use-devices';

const uses: readonly { use: DeviceUse; kind: MediaDeviceKind; label: string }[] = [
  { use: 'camera', kind: 'videoinput', label: 'Camera' },
  { use: 'microphone', kind: 'audioinput', label: 'Microphone' },
  { use: 'speaker', kind: 'audiooutput', label: 'Speaker' },
];

type Replaced = Partial<Record<DeviceUse, MediaStreamTrack | null>>;

interface DeviceFieldsProps {
  /** What is open. */
  tracks: Tracks;
  onProcess: (processing: Processing, on: boolean) => void;
  onChoose: (use: DeviceUse, deviceId: string) => void;
  className?: string;
}

/**
 * Selects the camera, the microphone and, where the browser allows it, the speaker; tests the speaker; says whether the
 * person sees the own camera mirrored; and what the browser does with sound and video. The browser names devices only after the person has allowed one.
 */
export function DeviceFields({
  tracks,
  onChoose,
  onProcess,
  className = 'flex flex-col gap-4',
}: DeviceFieldsProps) {
  const devices = useDevices();
  const [choice, setChoice] = useState(storedDevices);
  // The track that a choice replaces: until then, the choice is shown.
  const [replaced, setReplaced] = useState<Replaced>({});
  const open = { camera: tracks.video, microphone: tracks.audio, speaker: null };
  const shown = (use: DeviceUse) =>
    replaced[use] === open[use] ? choice[use] : (open[use]?.getSettings().deviceId ?? choice[use]);
  return (
    <div className={className}>
      {uses
        .filter(({ use }) => use !== 'speaker' || canChooseSpeaker())
        .map(({ use, kind, label }) => {
          const found = devices.filter((one) => one.kind === kind);
          const options = found.filter(({ deviceId }) => deviceId !== '');
          return (
            <SelectField
              key={use}
              label={label}
              disabled={options.length === 0}
              value={options.find((one) => one.deviceId === shown(use))?.deviceId}
              onChange={(event) => {
                setChoice({ ...choice, [use]: event.target.value });
                setReplaced({ ...replaced, [use]: open[use] });
                onChoose(use, event.target.value);
              }}
            >
              {options.length === 0 && (
                <option>{found.length === 0 ? 'None found' : 'Turn on a device to choose'}</option>
              )}
              {options.map(({ deviceId, label: name }, index) => (
                <option key={deviceId} value={deviceId}>
                  {name === '' ? `${label} ${index + 1}` : name}
                </option>
              ))}
            </SelectField>
          );
        })}
      <SpeakerTest speaker={choice.speaker} />
      <RememberedSwitch label="Mirror my video" remembered={mirroredOwnVideo} />
      <div className="col-span-full flex flex-col gap-4 empty:hidden">
        <ProcessingSwitches tracks={tracks} onChange={onProcess} />
      </div>
    </div>
  );
}

function SpeakerTest({ speaker }: { speaker: string | undefined }) {
  const [state, setState] = useState<'quiet' | 'playing' | 'failed'>('quiet');
  return (
    <div className="flex flex-col items-start gap-1">
      <Button
        type="button"
        look="secondary"
        disabled={state === 'playing'}
        onClick={() => {
          setState('playing');
          playTones(speaker).then(
            () => {
              setState('quiet');
            },
            () => {
              setState('failed');
            },
          );
        }}
      >
        <Volume2 aria-hidden />
        Test speaker
      </Button>
      {state === 'failed' && (
        <p role="alert" className="text-sm text-danger">
          The browser could not play a sound. Choose another speaker.
        </p>
      )}
    </div>
  );
}
