import { useSyncExternalStore } from 'react';

/** Changes whenever the colours of the page change, by the system's preference or the person's choice. */
export function useColourScheme(): string {
  return useSyncExternalStore(subscribe, current);
}

function subscribe(listener: () => void): () => void {
  const preference = matchMedia('(prefers-color-scheme: dark)');
  preference.addEventListener('change', listener);
  const choice = new MutationObserver(listener);
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  window.addEventListener('beforeprint', listener);
  window.addEventListener('afterprint', listener);
  return () => {
    window.removeEventListener('beforeprint', listener);
    window.removeEventListener('afterprint', listener);
    preference.removeEventListener('change', listener);
    choice.disconnect();
  };
}

/** Paper is white, whatever the page is. */
let printing = false;
window.addEventListener('beforeprint', () => {
  printing = true;
});
window.addEventListener('afterprint', () => {
  printing = false;
});

function current(): string {
  if (printing) return 'light';
  return (
    document.documentElement.dataset['theme'] ??
    (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  );
}

/** Resolves a colour of the page's palette for a canvas. */
export function resolveColour(name: string): string {
  const probe = document.createElement('span');
  if (printing) probe.style.colorScheme = 'light';
  probe.style.color = `var(--color-${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
