import { useEffect, useRef } from 'react';
import { useStore } from '../use-store';
import { keyName, shortcuts, type Shortcut } from './shortcuts';

/** Adds a shortcut while the component is shown, and while `active`. Its functions may change. */
export function useShortcut({ key, label, press, release }: Shortcut, active = true): void {
  const functions = useRef({ press, release });
  useEffect(() => {
    functions.current = { press, release };
  });
  useEffect(
    () =>
      active
        ? shortcuts.add({
            key,
            label,
            press: () => {
              functions.current.press();
            },
            release: () => {
              functions.current.release?.();
            },
          })
        : undefined,
    [key, label, active],
  );
}

/** The tooltip of a control: its label, and while shortcuts are on its key and what else the keyboard does. */
export function useTooltip(label: string, key?: string, more = ''): string {
  const enabled = useStore(shortcuts.enabled);
  const pressed = key === undefined ? '' : ` (${keyName(key)})`;
  return enabled ? label + pressed + more : label;
}
