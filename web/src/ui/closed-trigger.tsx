import { Slot } from 'radix-ui';
import type { ReactNode } from 'react';
import { LoadProblem } from './load-problem';
import { preloadOverlays } from './overlays';

interface ClosedTriggerProps {
  kind: 'menu' | 'dialog';
  /** The button. */
  children: ReactNode;
  /** It was pressed, and what it opens is being loaded. */
  busy: boolean;
  /** The last try to load it failed. */
  failed: boolean;
  /** Told that it was pressed, and whether by the keyboard. */
  onPress: (byKeyboard: boolean) => void;
}

/** The button of a menu or popover before its parts are loaded. They are loaded when somebody is about to press it. */
export function ClosedTrigger({ kind, children, busy, failed, onPress }: ClosedTriggerProps) {
  return (
    <>
      <Slot.Root
        aria-haspopup={kind}
        aria-expanded={false}
        aria-busy={busy}
        onPointerEnter={preloadOverlays}
        onPointerDown={preloadOverlays}
        onFocus={preloadOverlays}
        onClick={({ detail }) => {
          onPress(detail === 0);
        }}
        onKeyDown={(event) => {
          if (kind === 'menu' && event.key === 'ArrowDown') {
            event.preventDefault();
            onPress(true);
          }
        }}
      >
        {children}
      </Slot.Root>
      {failed && <LoadProblem />}
    </>
  );
}
