import { useEffect } from 'react';

/** Sets the document's title, which the tab shows and screen readers announce first. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Chatty Cat`;
  }, [title]);
}
