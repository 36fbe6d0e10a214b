import { Hand, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '../../../ui/popover';
import type { Call } from '../../engine/call';
import { reactions } from '../../engine/protocol';
import { Control } from '../control';
import { useShortcut } from '../shortcuts/use-shortcut';
import { useStore } from '../use-store';
import { reactionLooks } from './reactions';

/** Raises and lowers the hand. */
export function HandControl({ call }: { call: Call }) {
  const { room } = useStore(call.state);
  const raised = (room.find(({ you }) => you)?.handRaisedAt ?? null) !== null;
  const toggle = () => {
    // While the connection is lost, or after too many, nothing happens, and the button shows that.
    call.conversation.raiseHand(!raised).catch(() => undefined);
  };
  useShortcut({ key: 'h', label: 'Raise or lower the hand', press: toggle });
  return (
    <Control
      icon={Hand}
      label={raised ? 'Lower hand' : 'Raise hand'}
      short="Hand"
      shortcut="h"
      pressed={raised}
      onClick={toggle}
    />
  );
}

/** Sends reactions. */
export function ReactControl({ call }: { call: Call }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger={<Control icon={SmilePlus} label="React" />}
      label="Reactions"
      open={open}
      onOpenChange={setOpen}
      side="top"
      className="flex gap-1 rounded-full p-1.5"
    >
      {reactions.map((reaction) => (
        <button
          key={reaction}
          type="button"
          aria-label={reactionLooks[reaction].label}
          title={reactionLooks[reaction].label}
          className="size-11 rounded-full border border-transparent text-2xl hover:bg-raised"
          onClick={() => {
            setOpen(false);
            call.conversation.react(reaction).catch(() => undefined);
          }}
        >
          {reactionLooks[reaction].emoji}
        </button>
      ))}
    </Popover>
  );
}
