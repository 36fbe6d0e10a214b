import { useCallback, useEffect, useRef, useState } from 'react';

/** In CSS pixels. */
const size = { width: 360, height: 270 };

/** A small window of the call that stays on top of other windows, as while the tab is hidden. */
export interface CallWindow {
  /** Null while it is not open. */
  window: Window | null;
  toggle: () => void;
}

/**
 * Opens and closes the window of the call (Document Picture-in-Picture, WICG). Browsers that can do it by themselves open it when
 * the tab is hidden, and it closes when the tab is shown again.
 *
 * @param wanted false closes it
 * @returns null where the browser has no such window
 */
export function useCallWindow(wanted: boolean): CallWindow | null {
  const [shown, setShown] = useState<Window | null>(null);
  const automatic = useRef(false);
  const open = useCallback(async () => {
    try {
      const opened = await window.documentPictureInPicture?.requestWindow(size);
      if (opened === undefined) return;
      adopt(opened.document);
      opened.addEventListener('pagehide', () => {
        setShown((now) => (now === opened ? null : now));
      });
      setShown(opened);
    } catch {
      // The browser refuses it without a press of the person, or by a policy. Nothing changes then.
    }
  }, []);
  useEffect(() => {
    if (!wanted || window.documentPictureInPicture === undefined) return;
    const openByItself = () => {
      automatic.current = true;
      void open();
    };
    const onVisible = () => {
      if (!document.hidden && automatic.current) {
        automatic.current = false;
        window.documentPictureInPicture?.window?.close();
      }
    };
    handle(openByItself);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      handle(null);
      document.removeEventListener('visibilitychange', onVisible);
      window.documentPictureInPicture?.window?.close();
    };
  }, [wanted, open]);
  const toggle = () => {
    automatic.current = false;
    if (shown === null) {
      void open();
    } else {
      shown.close();
    }
  };
  return window.documentPictureInPicture === undefined ? null : { window: shown, toggle };
}

/** Sets what the browser calls when the tab of a call is hidden. */
function handle(open: (() => void) | null): void {
  try {
    navigator.mediaSession.setActionHandler(
      // TypeScript's library does not have this action.
      'enterpictureinpicture' as MediaSessionAction,
      open,
    );
  } catch {
    // The browser does not open the window by itself.
  }
}

/** Gives a document the language, theme and style sheets of this one. */
function adopt(target: Document): void {
  target.title = document.title;
  for (const { name, value } of document.documentElement.attributes) {
    target.documentElement.setAttribute(name, value);
  }
  for (const sheet of document.querySelectorAll('style, link[rel="stylesheet"]')) {
    target.head.append(target.importNode(sheet, true));
  }
}
