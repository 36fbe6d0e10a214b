/** The key in the local storage under which the switch of shortcuts is remembered. */
export const shortcutsKey = 'chattycat.shortcuts';

/** Whether the person has left single-key shortcuts on, as WCAG 2.1.4 lets people choose. */
export function shortcutsAreOn(): boolean {
  return localStorage.getItem(shortcutsKey) !== 'off';
}

/** The key in lower case; the letter on it where the layout has no Latin letters. */
export function keyOf({ key, code }: KeyboardEvent): string {
  const lower = key.toLowerCase();
  return /^[a-z? ]$/.test(lower) || !code.startsWith('Key') ? lower : code.slice(3).toLowerCase();
}

/** Whether a key belongs to the browser, a field, a menu or a dialog, and so is no shortcut of the page. */
export function isForSomethingElse(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)
  );
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role=textbox], [role=menu], dialog') !== null)
  );
}
