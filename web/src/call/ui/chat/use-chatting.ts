import { useCallback, useRef, useState } from 'react';
import type { Measuring } from '../measure/use-measuring';

export const chatPanelId = 'chat';

export interface Chatting {
  open: boolean;
  toggle: () => void;
  close: () => void;
}

/** Whether the chat is open. It and the Measure panel share one place; the one that was opened last is shown. */
export function useChatting(measuring: Measuring): Chatting {
  const [wanted, setWanted] = useState(false);
  const opener = useRef<Element | null>(null);
  const open = wanted && !measuring.open;
  const close = useCallback(() => {
    setWanted(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }, []);
  const toggle = () => {
    if (open) {
      close();
    } else {
      opener.current = document.activeElement;
      if (measuring.open) measuring.close();
      setWanted(true);
    }
  };
  return { open, toggle, close };
}
