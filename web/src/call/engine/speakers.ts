import type { Verdicts } from './stats-poller';
import { Store } from './store';

/** Shorter sounds, in ms, are coughs and keys: they do not make somebody the active speaker. */
export const settleMs = 800;

/** Who speaks: whoever began first stays the active speaker until they stop and somebody else speaks for a moment. */
export class Speakers {
  /** Publications of others that were the active speaker, the latest first. */
  readonly recent = new Store<readonly string[]>([]);
  readonly #verdicts: Store<Verdicts>;
  /** Whether a publication is the page's own. Nobody sees themselves as the active speaker. */
  readonly #isOwn: (publicationId: string) => boolean;
  #since = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => undefined;

  constructor(verdicts: Store<Verdicts>, isOwn: (publicationId: string) => boolean) {
    this.#verdicts = verdicts;
    this.#isOwn = isOwn;
  }

  open(): void {
    this.#stop = this.#verdicts.subscribe(this.#judge);
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  readonly #judge = (): void => {
    clearTimeout(this.#timer);
    const now = Date.now();
    const verdicts = this.#verdicts.get();
    const speaking = [...verdicts].filter(([id, one]) => one.speaking && !this.#isOwn(id));
    this.#since = new Map(speaking.map(([id]) => [id, this.#since.get(id) ?? now]));
    const recent = this.recent.get().filter((id) => verdicts.has(id));
    const [first] = [...this.#since].sort((one, other) => one[1] - other[1]);
    const active = recent[0];
    if (first !== undefined && (active === undefined || !this.#since.has(active))) {
      const [id, since] = first;
      if (now - since >= settleMs) {
        this.recent.set([id, ...recent.filter((other) => other !== id)]);
        return;
      }
      this.#timer = setTimeout(this.#judge, since + settleMs - now);
    }
    if (recent.length !== this.recent.get().length) {
      this.recent.set(recent);
    }
  };
}
