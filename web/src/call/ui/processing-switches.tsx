import { useState } from 'react';
import { Switch } from '../../ui/switch';
import {
  isProcessing,
  offeredProcessing,
  storedProcessing,
  type Processing,
} from '../engine/processing';
import type { Tracks } from '../engine/tracks';

const texts: Record<Processing, { label: string; hint: string }> = {
  noiseSuppression: {
    label: 'Noise suppression',
    hint: 'Removes noise, such as fans and keys, from your sound. Turn it off to play music.',
  },
  echoCancellation: {
    label: 'Echo cancellation',
    hint: 'Removes what your speaker plays from your sound. Turn it off only with headphones.',
  },
  backgroundBlur: { label: 'Blur my background', hint: 'The others see only you sharply.' },
};

interface ProcessingSwitchesProps {
  /** What is open. */
  tracks: Tracks;
  onChange: (processing: Processing, on: boolean) => void;
}

/** Turns on and off what this browser can do with sound and video before it sends them. */
export function ProcessingSwitches({ tracks, onChange }: ProcessingSwitchesProps) {
  const [choice, setChoice] = useState(storedProcessing);
  return offeredProcessing(tracks).map((processing) => (
    <Switch
      key={processing}
      {...texts[processing]}
      checked={isProcessing(processing, choice, tracks)}
      onChange={(on) => {
        setChoice({ ...choice, [processing]: on });
        onChange(processing, on);
      }}
    />
  ));
}
