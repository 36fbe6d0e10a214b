import { Store } from '../engine/store';

/** Whether the person has left something on, as this browser remembers it. */
export class StoredSwitch extends Store<boolean> {
  readonly #key: string;

  /** @param key the key in the local storage */
  constructor(key: string) {
    super(localStorage.getItem(key) !== 'off');
    this.#key = key;
  }

  override set(on: boolean): void {
    localStorage.setItem(this.#key, on ? 'on' : 'off');
    super.set(on);
  }
}
