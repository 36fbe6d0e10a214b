import { Store } from '../store';
import type { Grade } from './connection-judge';

/** `up`: what this page sends; `down`: what it receives. */
export type Way = 'up' | 'down';

/** All in ms. */
export const slowTiming = {
  /** A way is called slow after it has been poor for this long, so that a short gap is not worth a notice. */
  patience: 5000,
  /**
   * The same where only one publication arrives: when that is poor, it may be its sender's network, whose page then stops
   * its video by itself (see SoundFirst).
   */
  patienceAlone: 15_000,
  /** Once a notice is gone, there is none for this long. */
  quiet: 5 * 60_000,
} as const;

/** Decides when people are told that their own connection is slow: rarely enough that they read it. */
export class SlowNetwork {
  /** The way to tell about; null for none. */
  readonly shown = new Store<Way | null>(null);
  readonly #poorSince: Record<Way, number | null> = { up: null, down: null };
  #quietUntil = -Infinity;
  #at = -Infinity;

  /** @param at in ms of a steady clock */
  note(grades: Readonly<Record<Way, readonly Grade[]>>, at: number): void {
    this.#at = at;
    const poor = (grade: Grade) => grade === 'poor';
    // This page's connection is slow when most of what arrives is poor. When one of several is poor, it is its sender's.
    const slow = {
      up: grades.up.some(poor),
      down: grades.down.filter(poor).length * 2 > grades.down.length,
    };
    const alone = grades.down.length === 1;
    for (const way of ['up', 'down'] as const) {
      this.#poorSince[way] = slow[way] ? (this.#poorSince[way] ?? at) : null;
    }
    const shown = this.shown.get();
    if (shown !== null && this.#poorSince[shown] === null) {
      this.dismiss();
    }
    if (this.shown.get() === null) {
      this.shown.set(
        (['up', 'down'] as const).find((way) => this.#isDue(way, way === 'down' && alone)) ?? null,
      );
    }
  }

  /** The person has read it, or it is no longer the case. */
  dismiss(): void {
    const shown = this.shown.get();
    if (shown !== null) {
      this.#quietUntil = this.#at + slowTiming.quiet;
      this.shown.set(null);
    }
  }

  #isDue(way: Way, alone: boolean): boolean {
    const since = this.#poorSince[way];
    const patience = alone ? slowTiming.patienceAlone : slowTiming.patience;
    return since !== null && this.#at - since >= patience && this.#at >= this.#quietUntil;
  }
}
