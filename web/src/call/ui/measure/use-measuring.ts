import { useCallback, useEffect, useRef, useState } from 'react';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';

const key = 'chattycat.measure.known';

export const measurePanelId = 'measure';

export interface Measuring {
  open: boolean;
  /** Whether the person opened the panel, which then takes the focus. */
  asked: boolean;
  toggle: () => void;
  close: () => void;
}

/** Whether the Measure panel is open. It opens by itself once, when the camera is on for the first time. */
export function useMeasuring(call: Call): Measuring {
  const { own } = useStore(call.state);
  const [state, setState] = useState({ open: false, asked: false });
  const opener = useRef<Element | null>(null);
  const filming = own.camera === 'on';
  useEffect(() => {
    if (filming && localStorage.getItem(key) === null) {
      localStorage.setItem(key, 'yes');
      // eslint-disable-next-line react-hooks/set-state-in-effect -- once for each person
      setState((before) => (before.open ? before : { open: true, asked: false }));
    }
  }, [filming]);
  const close = useCallback(() => {
    setState({ open: false, asked: false });
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }, []);
  const toggle = useCallback(() => {
    opener.current = document.activeElement;
    localStorage.setItem(key, 'yes');
    setState(({ open }) => ({ open: !open, asked: !open }));
  }, []);
  return { ...state, toggle, close };
}
