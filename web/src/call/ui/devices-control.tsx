import { Settings } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { Call } from '../engine/call';
import { Control } from './control';
import { DeviceFields } from './device-fields';
import type { SoundOutput } from './sound';

interface DevicesControlProps {
  call: Call;
  output: SoundOutput;
}

/** Selects the camera, the microphone and the speaker of a call. */
export function CallDevices({ call, output }: DevicesControlProps) {
  return (
    <DeviceFields
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

/** The pickers of camera, microphone and speaker. */
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
          className="z-50 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-lg"
        >
          <CallDevices call={call} output={output} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
