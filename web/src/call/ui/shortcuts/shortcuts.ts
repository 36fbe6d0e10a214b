import { isForSomethingElse, keyOf, shortcutsKey } from '../../../ui/keyboard';
import { Store } from '../../engine/store';
import { StoredSwitch } from '../stored-switch';

/** A key that does something while the room is shown. */
export interface Shortcut {
  /** A lower-case letter, `?`, or a space. */
  key: string;
  /** What it does, for the list: "Mute or unmute". */
  label: string;
  /** The key went down. Not repeated while it is held. */
  press: () => void;
  /** The key went up again, or the page lost the keyboard; for keys that are held. */
  release?: () => void;
}

/** What is written on a key. */
export function keyName(key: string): string {
  return key === ' ' ? 'Space' : key.toUpperCase();
}

/** The keyboard shortcuts of the page, which people can turn off. */
export class Shortcuts {
  /** In the order in which they were added. */
  readonly list = new Store<readonly Shortcut[]>([]);
  readonly enabled = new StoredSwitch(shortcutsKey);
  readonly #held = new Map<string, Shortcut>();
  #pointed: Element | null = null;

  /** Adds a shortcut until the function returned is called. Of two with the same key, the newer one counts. */
  add(shortcut: Shortcut): () => void {
    this.list.update((list) => [...list, shortcut]);
    return () => {
      this.#release(shortcut.key, shortcut);
      this.list.update((list) => list.filter((one) => one !== shortcut));
    };
  }

  enable(enabled: boolean): void {
    this.enabled.set(enabled);
    if (!enabled) this.#releaseAll();
  }

  /** Reacts to the keyboard until the function returned is called. */
  listen(): () => void {
    const abort = new AbortController();
    const { signal } = abort;
    window.addEventListener('keydown', this.#down, { signal });
    window.addEventListener('keyup', this.#up, { signal });
    window.addEventListener('blur', this.#releaseAll, { signal });
    window.addEventListener('click', this.#noteClick, { signal });
    return () => {
      abort.abort();
      this.#releaseAll();
    };
  }

  readonly #down = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (this.#held.has(key)) {
      // Repeated while it is held. A held space would also scroll.
      event.preventDefault();
      return;
    }
    if (!this.enabled.get() || event.repeat || isForSomethingElse(event)) return;
    if (key === ' ' && this.#pressesSomething()) return;
    const shortcut = this.list.get().findLast((one) => one.key === key);
    if (shortcut === undefined) return;
    event.preventDefault();
    this.#held.set(key, shortcut);
    shortcut.press();
  };

  readonly #up = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (this.#held.has(key)) {
      // A space that goes up would press the button that has the focus.
      event.preventDefault();
      this.#release(key);
    }
  };

  readonly #releaseAll = (): void => {
    for (const key of [...this.#held.keys()]) {
      this.#release(key);
    }
  };

  #release(key: string, only?: Shortcut): void {
    const shortcut = this.#held.get(key);
    if (shortcut !== undefined && (only === undefined || only === shortcut)) {
      this.#held.delete(key);
      shortcut.release?.();
    }
  }

  readonly #noteClick = (event: MouseEvent): void => {
    // A click that a key made has no detail.
    this.#pointed = event.detail > 0 ? document.activeElement : null;
  };

  /** Whether a space belongs to the control that has the focus, unless a pointer left the focus there. */
  #pressesSomething(): boolean {
    const focused = document.activeElement;
    return focused !== null && focused !== document.body && focused.id !== 'controls'
      ? focused !== this.#pointed && focused.matches('button, a, summary, [role], video')
      : false;
  }
}

/** The shortcuts of this page. */
export const shortcuts = new Shortcuts();
