import { Settings } from 'lucide-react';
import { Popover } from 'radix-ui';
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
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Control icon={Settings} label="Devices" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={10}
          collisionPadding={12}
          aria-label="Devices"
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-surface p-4 shadow-lg"
        >
          <CallDevices call={call} output={output} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
