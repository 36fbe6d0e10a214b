import { frozenMs, Observer, type Observation } from './observer';
import { Publisher } from './publisher';
import { Store } from './store';
import { Viewer } from './viewer';

/** Between two looks, in ms: often enough that a speaker's frame does not lag. */
const lookMs = 400;

/** By publication. */
export type Observations = ReadonlyMap<string, Observation>;

/** Looks at every connection's statistics: who speaks, and which picture needs a keyframe. */
export class Observatory {
  readonly observations = new Store<Observations>(new Map());
  readonly #links: () => (Viewer | Publisher)[];
  readonly #keyframeAskedAt = new WeakMap<Viewer, number>();
  #observers = new Map<string, Observer>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(links: () => (Viewer | Publisher)[]) {
    this.#links = links;
  }

  open(): void {
    this.#timer = setInterval(() => void this.#look(), lookMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const now = Date.now();
    const observers = new Map<string, Observer>();
    const observations = new Map<string, Observation>();
    for (const link of this.#links()) {
      const id = link.publicationId;
      const stats = await link.stats();
      if (id !== null && stats !== null) {
        const observer = this.#observers.get(id) ?? new Observer(now);
        observers.set(id, observer);
        const observation = observer.observe(stats, now);
        observations.set(id, observation);
        if (observation.frozen && link instanceof Viewer) {
          this.#askKeyframe(link, now);
        }
      }
    }
    this.#observers = observers;
    if (!same(observations, this.observations.get())) {
      this.observations.set(observations);
    }
  }

  #askKeyframe(viewer: Viewer, now: number): void {
    if (now - (this.#keyframeAskedAt.get(viewer) ?? 0) >= frozenMs) {
      this.#keyframeAskedAt.set(viewer, now);
      viewer.requestKeyframe();
    }
  }
}

function same(one: Observations, other: Observations): boolean {
  return (
    one.size === other.size &&
    [...one].every(
      ([id, { speaking, frozen }]) =>
        other.get(id)?.speaking === speaking && other.get(id)?.frozen === frozen,
    )
  );
}
