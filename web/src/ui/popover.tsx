import { useState, type ReactNode } from 'react';
import { ClosedTrigger } from './closed-trigger';
import { useOverlays } from './overlays';

export interface PopoverProps {
  /** The button that opens and closes it. */
  trigger: ReactNode;
  /** Its accessible name. */
  label: string;
  children: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  side?: 'top' | 'bottom';
  align?: 'center' | 'end';
  /** Its size, its padding and the layout of what is in it. */
  className: string;
}

/** What a button shows beside itself until the next press elsewhere. It is loaded when it is first needed. */
export function Popover(props: PopoverProps) {
  const { trigger, open, onOpenChange } = props;
  const [failed, setFailed] = useState(false);
  const overlays = useOverlays(open, () => {
    setFailed(true);
    onOpenChange(false);
  });
  if (overlays === null) {
    return (
      <ClosedTrigger
        kind="dialog"
        busy={open}
        failed={failed && !open}
        onPress={() => {
          onOpenChange(!open);
        }}
      >
        {trigger}
      </ClosedTrigger>
    );
  }
  return <overlays.LoadedPopover {...props} />;
}
