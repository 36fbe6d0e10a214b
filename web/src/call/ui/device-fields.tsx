import { useState } from 'react';
import { SelectField } from '../../ui/field';
import { canChooseSpeaker, storedDevices, type DeviceUse } from '../engine/devices';
import { useDevices } from './use-devices';

const uses: readonly { use: DeviceUse; kind: MediaDeviceKind; label: string }[] = [
  { use: 'camera', kind: 'videoinput', label: 'Camera' },
  { use: 'microphone', kind: 'audioinput', label: 'Microphone' },
  { use: 'speaker', kind: 'audiooutput', label: 'Speaker' },
];

interface DeviceFieldsProps {
  onChoose: (use: DeviceUse, deviceId: string) => void;
}

/** Selects the camera, the microphone and, where the browser allows it, the speaker. */
export function DeviceFields({ onChoose }: DeviceFieldsProps) {
  const devices = useDevices();
  const [choice, setChoice] = useState(storedDevices);
  const fields = uses
    .filter(({ use }) => use !== 'speaker' || canChooseSpeaker())
    .map((field) => ({
      ...field,
      options: devices.filter((one) => one.kind === field.kind && one.deviceId !== ''),
    }));
  if (fields.every(({ options }) => options.length === 0)) {
    return (
      <p className="text-sm text-pretty text-muted">
        The browser lists your devices after you allow it to use one. Start video, then open this
        menu again.
      </p>
    );
  }
  return fields.map(({ use, label, options }) => (
    <SelectField
      key={use}
      label={label}
      disabled={options.length === 0}
      value={options.some((one) => one.deviceId === choice[use]) ? choice[use] : undefined}
      onChange={(event) => {
        setChoice({ ...choice, [use]: event.target.value });
        onChoose(use, event.target.value);
      }}
    >
      {options.length === 0 && <option>None found</option>}
      {options.map(({ deviceId, label: name }, index) => (
        <option key={deviceId} value={deviceId}>
          {name === '' ? `${label} ${index + 1}` : name}
        </option>
      ))}
    </SelectField>
  ));
}
