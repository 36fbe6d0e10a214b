import { useEffect, useRef } from 'react';
import { useStore } from '../use-store';
import { shortcuts, type Shortcut } from './shortcuts';

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

/** The tooltip of a control: its label, and its key while shortcuts are on. */
export function useTooltip(label: string, key?: string): string {
  const enabled = useStore(shortcuts.enabled);
  return key !== undefined && enabled ? `${label} (${key.toUpperCase()})` : label;
}
