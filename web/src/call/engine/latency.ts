import type { Measurement } from './measurement';
import { Store } from './store';

export interface TimedMeasurement extends Measurement {
  /** When this page received it, by `Date.now()`. */
  receivedAt: number;
}

/** The recent measurements of one publication, newest last. */
export type Recent = readonly TimedMeasurement[];

/** What the sparkline shows, in ms. */
export const recentMs = 60_000;
/** More than a minute of a code that changes 10 times a second. */
const recentLimit = 1000;

/** After this long without a new value, in ms, the clock is no longer visible and the badge disappears. */
export const staleMs = 2000;

/** One-way delays that ITU-T G.114 finds good and acceptable, in ms. */
const goodMs = 150;
const acceptableMs = 400;

export type LatencyGrade = 'good' | 'acceptable' | 'high';

/** @param latencyMs rounded as shown, so that the grade matches the number */
export function gradeOf(latencyMs: number): LatencyGrade {
  if (latencyMs <= goodMs) return 'good';
  return latencyMs <= acceptableMs ? 'acceptable' : 'high';
}

/** Names a clock in a picture. */
export function clockKey({ source, clockId, clockNumber }: Measurement): string {
  return `${source} ${clockId ?? ''} ${clockNumber}`;
}

/**
 * The newest measurement of each clock that is visible at `now`. The clock that has been visible for longest comes first, so
 * that a second one does not replace it.
 */
export function visibleClocks(recent: Recent, now = Date.now()): TimedMeasurement[] {
  const newest = new Map<string, TimedMeasurement>();
  for (const one of recent) {
    const key = clockKey(one);
    const before = newest.get(key);
    // A clock that was away comes after those that were not.
    if (before !== undefined && one.receivedAt - before.receivedAt >= staleMs) {
      newest.delete(key);
    }
    newest.set(key, one);
  }
  return [...newest.values()].filter((one) => now - one.receivedAt < staleMs);
}

/** "431 ± 17 ms" */
export function withPlusMinus({
  estimateMs,
  plusMinusMs,
}: Pick<Measurement, 'estimateMs' | 'plusMinusMs'>): string {
  const ms = Math.round(estimateMs);
  return plusMinusMs === null ? `${ms} ms` : `${ms} ± ${Math.ceil(plusMinusMs)} ms`;
}

/**
 * The camera's own delay, from light to the browser: the difference between a clock page that the camera films and a
 * stamp that the browser draws.
 *
 * @param clocks the newest measurement of each clock in one picture
 * @returns null unless both are in the picture and valid
 */
export function cameraDelay(
  clocks: readonly Measurement[],
): Pick<Measurement, 'estimateMs' | 'plusMinusMs'> | null {
  const valid = clocks.filter((one) => one.validity === 'VALID');
  const filmed = valid.find((one) => one.source === 'OWN');
  const stamp = valid.find((one) => one.source === 'STAMP');
  if (filmed === undefined || stamp === undefined) {
    return null;
  }
  return {
    estimateMs: filmed.estimateMs - stamp.estimateMs,
    plusMinusMs:
      filmed.plusMinusMs === null || stamp.plusMinusMs === null
        ? null
        : Math.hypot(filmed.plusMinusMs, stamp.plusMinusMs),
  };
}

/** Live values by publication. They are separate from the room's state because they arrive ten times a second. */
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

  /** Drops the values of publications that are not in the room. */
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
