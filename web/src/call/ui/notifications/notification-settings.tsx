import { useId } from 'react';
import { Dialog } from '../../../ui/dialog';
import { announced } from '../announcements/announced';
import { RememberedSwitch } from '../remembered-switch';
import { knockSounds } from '../waiting/use-knock-sound';
import { slowNotices } from './slow-notices';

/** What the page tells in the call by itself. */
export function NotificationSettings({ onClose }: { onClose: () => void }) {
  const id = useId();
  return (
    <Dialog title="Notifications" onClose={onClose}>
      <RememberedSwitch
        label="Slow connection"
        hint="Says when your connection is slow, and what helps. The bars beside each name show it in any case."
        remembered={slowNotices}
      />
      <RememberedSwitch
        label="Sound when somebody waits"
        hint="Plays two tones when somebody wants to be let in, which concerns the host only."
        remembered={knockSounds}
      />
      <div
        role="group"
        aria-labelledby={id}
        className="flex flex-col gap-4 border-t border-line pt-4"
      >
        <h3 id={id} className="font-semibold">
          Announced to screen readers
        </h3>
        <RememberedSwitch
          label="People"
          hint="Who joins and leaves, and who becomes a co-host."
          remembered={announced.people}
        />
        <RememberedSwitch label="Raised hands" remembered={announced.hands} />
        <RememberedSwitch
          label="Chat messages"
          hint="While the chat is closed."
          remembered={announced.chat}
        />
        <RememberedSwitch
          label="Latency"
          hint="When it becomes good, acceptable or high, and when a clock comes or goes."
          remembered={announced.latency}
        />
      </div>
    </Dialog>
  );
}
