import type { SeenCode } from './protocol';
import { Store } from './store';

/** The codes that the worker sees in one picture. */
export type SeenCodes = readonly SeenCode[];

/** After this long without news, in ms, the codes count as gone: the message that says so was lost. */
const staleMs = 2000;
const none: SeenCodes = [];

/** What the worker sees in this page's own pictures, by publication. */
export class SeenBoard {
  readonly #stores = new Map<string, Store<SeenCodes>>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  of(publicationId: string): Store<SeenCodes> {
    let store = this.#stores.get(publicationId);
    if (store === undefined) {
      store = new Store(none);
      this.#stores.set(publicationId, store);
    }
    return store;
  }

  set(publicationId: string, codes: SeenCodes): void {
    const store = this.of(publicationId);
    clearTimeout(this.#timers.get(publicationId));
    this.#timers.set(
      publicationId,
      setTimeout(() => {
        store.set(none);
      }, staleMs),
    );
    store.set(codes.length === 0 ? none : codes);
  }

  /** Drops the codes of publications that are not in the room. */
  keep(publicationIds: ReadonlySet<string>): void {
    for (const [id, store] of this.#stores) {
      if (!publicationIds.has(id)) {
        clearTimeout(this.#timers.get(id));
        this.#timers.delete(id);
        store.set(none);
        this.#stores.delete(id);
      }
    }
  }
}
