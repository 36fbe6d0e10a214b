import { Store } from '../store';
import type { Way } from './slow-network';

/** All in ms. */
export const soundFirstTiming = {
  /**
   * Video is paused after there has been too little room for it for this long. The page that sends it comes first: when its
   * network is slow, pages that receive it need not pause anything.
   */
  patience: { up: 10_000, down: 15_000 },
  /** The first pause. Each further one is twice as long, until the network has carried video for as long as the last one. */
  pause: 30_000,
  longestPause: 8 * 60_000,
  /** After a person asked for video in spite of the slow network, it is not paused for this long. */
  asked: 5 * 60_000,
} as const;

interface State {
  slowSince: number | null;
  pausedAt: number | null;
  resumedAt: number;
  pause: number;
  askedUntil: number;
}

const fresh = (): State => ({
  slowSince: null,
  pausedAt: null,
  resumedAt: -Infinity,
  pause: 0,
  askedUntil: -Infinity,
});

/** Decides when video is paused because sound needs what there is of the network. */
export class SoundFirst {
  readonly paused = new Store<Readonly<Record<Way, boolean>>>({ up: false, down: false });
  readonly #states: Record<Way, State> = { up: fresh(), down: fresh() };
  #at = -Infinity;

  /**
   * @param slow whether the network carries too little while video is sent or received
   * @param at in ms of a steady clock
   */
  note(slow: Readonly<Record<Way, boolean>>, at: number): void {
    this.#at = at;
    for (const way of ['up', 'down'] as const) {
      const state = this.#states[way];
      if (state.pausedAt !== null) {
        if (at - state.pausedAt >= state.pause) this.#resume(way);
      } else {
        state.slowSince = slow[way] ? (state.slowSince ?? at) : null;
        if (this.#isDue(way)) this.#pause(way);
      }
    }
  }

  /** The person asked for video in spite of the slow network. */
  ask(way: Way): void {
    this.#states[way].askedUntil = this.#at + soundFirstTiming.asked;
    this.#resume(way);
  }

  #isDue(way: Way): boolean {
    const { slowSince, askedUntil } = this.#states[way];
    return (
      slowSince !== null &&
      this.#at - slowSince >= soundFirstTiming.patience[way] &&
      this.#at >= askedUntil
    );
  }

  #pause(way: Way): void {
    const state = this.#states[way];
    const relapsed = this.#at - state.resumedAt < state.pause;
    state.pause = relapsed
      ? Math.min(2 * state.pause, soundFirstTiming.longestPause)
      : soundFirstTiming.pause;
    state.pausedAt = this.#at;
    state.slowSince = null;
    this.#show(way, true);
  }

  #resume(way: Way): void {
    this.#states[way].pausedAt = null;
    this.#states[way].resumedAt = this.#at;
    this.#show(way, false);
  }

  #show(way: Way, paused: boolean): void {
    const shown = this.paused.get();
    if (shown[way] !== paused) this.paused.set({ ...shown, [way]: paused });
  }
}
