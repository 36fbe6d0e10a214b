import { SwitchCamera } from 'lucide-react';
import { MenuItem } from '../../ui/menu';
import { useMediaQuery } from '../../ui/use-media-query';
import type { Call } from '../engine/call';
import { useDevices } from './use-devices';
import { useStore } from './use-store';

/** A menu item that changes between the front and the back camera, on a device with a touch screen that has both. */
export function FlipCamera({ call }: { call: Call }) {
  const { own } = useStore(call.state);
  const touch = useMediaQuery('(pointer: coarse)');
  const cameras = useDevices().filter(({ kind }) => kind === 'videoinput');
  return touch && cameras.length > 1 && own.camera === 'on' ? (
    <MenuItem onSelect={() => void call.own.flipCamera()}>
      <SwitchCamera aria-hidden />
      Flip camera
    </MenuItem>
  ) : null;
}
