import { Dialog } from '../../../ui/dialog';
import { Switch } from '../../../ui/switch';
import { useStore } from '../use-store';
import { knockSounds } from '../waiting/use-knock-sound';
import { slowNotices } from './slow-notices';

/** What the page tells in the call by itself. */
export function NotificationSettings({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Notifications" onClose={onClose}>
      <Switch
        label="Slow connection"
        hint="Says when your connection is slow, and what helps. The bars beside each name show it in any case."
        checked={useStore(slowNotices)}
        onChange={(wanted) => {
          slowNotices.set(wanted);
        }}
      />
      <Switch
        label="Sound when somebody waits"
        hint="Plays two tones when somebody wants to be let in, which concerns the host only."
        checked={useStore(knockSounds)}
        onChange={(wanted) => {
          knockSounds.set(wanted);
        }}
      />
    </Dialog>
  );
}
