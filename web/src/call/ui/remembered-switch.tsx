import { Switch } from '../../ui/switch';
import type { StoredSwitch } from './stored-switch';
import { useStore } from './use-store';

interface RememberedSwitchProps {
  label: string;
  hint?: string;
  remembered: StoredSwitch;
}

/** A switch that this browser remembers. */
export function RememberedSwitch({ remembered, ...texts }: RememberedSwitchProps) {
  return (
    <Switch
      {...texts}
      checked={useStore(remembered)}
      onChange={(wanted) => {
        remembered.set(wanted);
      }}
    />
  );
}
