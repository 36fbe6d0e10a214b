import type { Measurement } from './protocol';
import { Store } from './store';

export interface TimedMeasurement extends Measurement {
  /** When this page got it, by `Date.now()`. */
  receivedAt: number;
}

/** The recent measurements of one publication, newest last. */
export type Recent = readonly TimedMeasurement[];

/** What the sparkline shows, in ms. */
export const recentMs = 60_000;
/** A minute of a code that changes 10 times a second, and then some. */
const recentLimit = 1000;

/** Without a new value for this long, the clock code is out of sight: the badge goes. */
export const staleMs = 2000;

/** Live values by publication, apart from the room's state since they come ten times a second. */
export class LatencyBoard {
  readonly #stores = new Map<string, Store<Recent>>();

  of(publicationId: string): Store<Recent> {
    let store = this.#stores.get(publicationId);
    if (store === undefined) {
      store = new Store<Recent>([]);
      this.#stores.set(publicationId, store);
    }
    return store;
  }

  add(measurements: readonly Measurement[], now = Date.now()): void {
    for (const measurement of measurements) {
      this.of(measurement.publicationId).update((recent) => [
        ...recent.slice(-recentLimit + 1).filter((one) => now - one.receivedAt < recentMs),
        { ...measurement, receivedAt: now },
      ]);
    }
  }

  /** Drops what belongs to no publication in the room. */
  keep(publicationIds: ReadonlySet<string>): void {
    for (const id of this.#stores.keys()) {
      if (!publicationIds.has(id)) {
        this.#stores.delete(id);
      }
    }
  }

  /** The newest value of a publication that is still valid. */
  current(publicationId: string, now = Date.now()): TimedMeasurement | null {
    const newest = this.#stores.get(publicationId)?.get().at(-1);
    return newest !== undefined && now - newest.receivedAt < staleMs ? newest : null;
  }
}
