import { useCallback, useEffect, useRef, useState } from 'react';
import type { Call } from '../../engine/call';
import type { Statistics } from '../../engine/connection/statistics';
import type { Chatting } from '../chat/use-chatting';
import type { Measuring } from '../measure/use-measuring';

/** Between two readings, in ms. Rates of a shorter time jump too much to be read. */
const everyMs = 1000;

export interface ShownStatistics {
  open: boolean;
  /** The key of the tile whose figures are shown; null for all. */
  tile: string | null;
  choose: (tile: string | null) => void;
  /** How many times the person asked for them; each time they take the focus. */
  asked: number;
  /** Opens the panel with the figures of one tile, or of all. */
  show: (tile: string | null) => void;
  /** Opens the panel with all figures, or closes it. */
  toggle: () => void;
  close: () => void;
}

/** Whether the statistics are open, and about what. They share a place with the chat and the Measure panel. */
export function useShownStatistics(measuring: Measuring, chatting: Chatting): ShownStatistics {
  const [wanted, setWanted] = useState(false);
  const [tile, choose] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const opener = useRef<Element | null>(null);
  const open = wanted && !measuring.open && !chatting.open;
  const close = useCallback(() => {
    setWanted(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }, []);
  const show = (about: string | null) => {
    opener.current = focusedControl();
    if (measuring.open) measuring.close();
    if (chatting.open) chatting.close();
    choose(about);
    setWanted(true);
    setAsked((times) => times + 1);
  };
  const toggle = () => {
    if (open) {
      close();
    } else {
      show(null);
    }
  };
  return { open, tile, choose, asked, show, toggle, close };
}

/** What has the focus; for an item of a menu, which is about to go, the button of that menu. */
function focusedControl(): Element | null {
  const focused = document.activeElement;
  const menu = focused?.closest('[role=menu]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused;
}

/** The statistics of the call, read every second while the component is shown. */
export function useStatistics(call: Call): Statistics {
  const [statistics, setStatistics] = useState<Statistics>(new Map());
  useEffect(() => {
    const reader = call.statistics();
    let ended = false;
    const read = async () => {
      const next = await reader.read();
      if (!ended) setStatistics(next);
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [call]);
  return statistics;
}
