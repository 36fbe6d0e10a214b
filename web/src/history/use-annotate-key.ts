import { useEffect, useRef } from 'react';
import { isForSomethingElse, keyOf, shortcutsAreOn } from '../ui/keyboard';

/**
 * Calls a function when somebody presses N and does not type, unless keyboard shortcuts are turned off.
 *
 * @param press null where nobody can annotate
 */
export function useAnnotateKey(press: (() => void) | null): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        latest.current === null ||
        keyOf(event) !== 'n' ||
        event.repeat ||
        isForSomethingElse(event)
      )
        return;
      // The call's list of shortcuts has the switch.
      if (!shortcutsAreOn()) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
