import { Dialog } from '../../../ui/dialog';
import { Switch } from '../../../ui/switch';
import { useStore } from '../use-store';
import { keyName, shortcuts } from './shortcuts';

/** The keys that do something in the room, and the switch that turns them off. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const list = useStore(shortcuts.list);
  const enabled = useStore(shortcuts.enabled);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2">
        {list.map(({ key, label }) => (
          <div key={key} className="col-span-2 grid grid-cols-subgrid items-center">
            <dt className={enabled ? '' : 'text-muted'}>{label}</dt>
            <dd>
              <kbd className="inline-flex min-h-7 min-w-7 items-center justify-center rounded-md border border-line bg-raised px-2 font-sans text-xs font-medium">
                {keyName(key)}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
      <div className="border-t border-line pt-4">
        <Switch
          label="Use keyboard shortcuts"
          hint="They do nothing while you type."
          checked={enabled}
          onChange={(wanted) => {
            shortcuts.enable(wanted);
          }}
        />
      </div>
    </Dialog>
  );
}
