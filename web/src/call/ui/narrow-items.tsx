import { MonitorUp, MonitorX, QrCode, Settings } from 'lucide-react';
import { MenuItem, MenuSeparator } from '../../ui/menu';
import type { Call } from '../engine/call';
import { canShareScreen } from '../engine/devices';
import { reactions } from '../engine/protocol';
import { reactionLooks } from './chat/reactions';
import type { Measuring } from './measure/use-measuring';
import type { OwnSwitch } from './own-switches';

interface NarrowItemsProps {
  call: Call;
  screen: OwnSwitch;
  measuring: Measuring;
  onDevices: () => void;
}

/** In the menu: what has no button of its own in a window as narrow as a phone. */
export function NarrowItems({ call, screen, measuring, onDevices }: NarrowItemsProps) {
  return (
    <>
      <div role="group" aria-label="Reactions" className="flex justify-between">
        {reactions.map((reaction) => (
          <MenuItem
            key={reaction}
            onSelect={() => {
              call.conversation.react(reaction).catch(() => undefined);
            }}
          >
            <span role="img" aria-label={reactionLooks[reaction].label} className="text-xl">
              {reactionLooks[reaction].emoji}
            </span>
          </MenuItem>
        ))}
      </div>
      <MenuSeparator />
      {canShareScreen() && (
        <MenuItem onSelect={screen.toggle}>
          {screen.on ? <MonitorX aria-hidden /> : <MonitorUp aria-hidden />}
          {screen.on ? 'Stop sharing' : 'Share screen'}
        </MenuItem>
      )}
      <MenuItem onSelect={measuring.toggle}>
        <QrCode aria-hidden />
        {measuring.open ? 'Close Measure' : 'Measure'}
      </MenuItem>
      <MenuItem onSelect={onDevices}>
        <Settings aria-hidden />
        Devices
      </MenuItem>
      <MenuSeparator />
    </>
  );
}
