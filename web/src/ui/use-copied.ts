import { useCallback, useEffect, useState } from 'react';

/** How long it is shown that something was copied, in ms. */
const copiedMs = 2500;

/** Copies a text, and whether that has just been done. */
export function useCopied(text: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, copiedMs);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const copy = useCallback(() => {
    // There is no clipboard unless the page is a secure origin. Then show what to copy.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    (clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => {
        setCopied(true);
      },
      () => {
        window.prompt('Copy this:', text);
      },
    );
  }, [text]);
  return { copied, copy };
}
