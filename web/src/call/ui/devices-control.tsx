import { Settings } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '../../ui/popover';
import type { Call } from '../engine/call';
import { Control } from './control';
import { DeviceFields } from './device-fields';
import type { SoundOutput } from './sound';
import { useStore } from './use-store';

interface DevicesControlProps {
  call: Call;
  output: SoundOutput;
}

/** The settings of camera, microphone and speaker of a call. */
export function CallDevices({ call, output }: DevicesControlProps) {
  const { own } = useStore(call.state);
  return (
    <DeviceFields
      tracks={{ audio: own.microphoneTrack, video: own.cameraTrack }}
      onProcess={(processing, on) => {
        void call.own.process(processing, on);
      }}
      onChoose={(use, deviceId) => {
        if (use === 'speaker') {
          output.choose(deviceId);
        } else {
          void call.own.chooseDevice(use, deviceId);
        }
      }}
    />
  );
}

/** The button that opens them. */
export function DevicesControl({ call, output }: DevicesControlProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger={<Control icon={Settings} label="Devices" />}
      label="Devices"
      open={open}
      onOpenChange={setOpen}
      className="flex w-80 flex-col gap-4 rounded-xl p-4"
    >
      <CallDevices call={call} output={output} />
    </Popover>
  );
}
