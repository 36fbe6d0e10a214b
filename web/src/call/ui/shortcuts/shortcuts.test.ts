import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Shortcuts } from './shortcuts';

let shortcuts: Shortcuts;
let stop: () => void;
let pressed: string[];

beforeEach(() => {
  shortcuts = new Shortcuts();
  pressed = [];
  for (const key of ['m', '?', ' ']) {
    shortcuts.add({
      key,
      label: key,
      press: () => pressed.push(`${key} down`),
      release: () => pressed.push(`${key} up`),
    });
  }
  stop = shortcuts.listen();
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function down(key: string, init: KeyboardEventInit = {}, on: EventTarget = document.body) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  on.dispatchEvent(event);
  return event;
}

function up(key: string) {
  window.dispatchEvent(new KeyboardEvent('keyup', { key, cancelable: true }));
}

function element(tag: string): HTMLElement {
  const made = document.createElement(tag);
  document.body.append(made);
  made.focus();
  return made;
}

it('presses and releases', () => {
  down('m');
  up('m');
  down('M', { shiftKey: true });
  up('M');
  down('?', { shiftKey: true });
  up('?');
  expect(pressed).toEqual(['m down', 'm up', 'm down', 'm up', '? down', '? up']);
});

it('presses once while a key is held, and releases it when the window loses the keyboard', () => {
  down(' ');
  down(' ', { repeat: true });
  expect(down(' ', { repeat: true }).defaultPrevented).toBe(true);
  window.dispatchEvent(new Event('blur'));
  up(' ');
  expect(pressed).toEqual(['  down', '  up']);
});

it('finds the key of a layout without Latin letters', () => {
  down('ь', { code: 'KeyM' });
  expect(pressed).toEqual(['m down']);
});

it.each(['ctrlKey', 'metaKey', 'altKey'])('leaves combinations with %s to the browser', (held) => {
  down('m', { [held]: true });
  expect(pressed).toEqual([]);
});

it.each(['input', 'textarea', 'select'])('does nothing while one types into %s', (tag) => {
  down('m', {}, element(tag));
  down(' ', {}, element(tag));
  expect(pressed).toEqual([]);
});

it('leaves a space to the button that the keyboard has reached, not to one that was clicked', () => {
  const button = element('button');
  down(' ', {}, button);
  expect(pressed).toEqual([]);
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  down(' ', {}, button);
  expect(pressed).toEqual(['  down']);
});

it('can be turned off, and remembers that', () => {
  down(' ');
  shortcuts.enable(false);
  down('m');
  expect(pressed).toEqual(['  down', '  up']);
  expect(new Shortcuts().enabled.get()).toBe(false);
  shortcuts.enable(true);
  down('m');
  expect(pressed.at(-1)).toBe('m down');
});

it('releases a key whose shortcut is removed while it is held', () => {
  const release = vi.fn();
  const remove = shortcuts.add({ key: 'x', label: 'x', press: () => undefined, release });
  down('x');
  remove();
  expect(release).toHaveBeenCalledOnce();
  expect(shortcuts.list.get()).toHaveLength(3);
});

it('ends with its listener', () => {
  stop();
  down('m');
  expect(pressed).toEqual([]);
});
