import type { Polled } from './connection/connection-board';
import type { PeerLink } from './peer-link';
import { frozenMs, StatsJudge, type Verdict } from './stats-judge';
import { Store } from './store';

/** Between two polls, in ms; short enough that the frame around a speaker does not lag. */
const pollMs = 400;

/** By publication. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** Polls the statistics of every connection: who speaks, and which video needs a keyframe. */
export class StatsPoller {
  readonly verdicts = new Store<Verdicts>(new Map());
  readonly #links: () => PeerLink[];
  readonly #polled: (polled: readonly Polled[], at: number) => void;
  readonly #keyframeRequestedAt = new WeakMap<PeerLink, number>();
  #judges = new Map<string, StatsJudge>();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param polled told the statistics of all connections after each poll, in ms of a steady clock */
  constructor(links: () => PeerLink[], polled: (polled: readonly Polled[], at: number) => void) {
    this.#links = links;
    this.#polled = polled;
  }

  open(): void {
    this.#timer = setInterval(() => void this.#poll(), pollMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #poll(): Promise<void> {
    const now = Date.now();
    const judges = new Map<string, StatsJudge>();
    const verdicts = new Map<string, Verdict>();
    const polled: Polled[] = [];
    for (const link of this.#links()) {
      const id = link.strategy.publicationId;
      const stats = await link.stats();
      polled.push({ link, report: stats });
      if (id !== null && stats !== null) {
        const judge = this.#judges.get(id) ?? new StatsJudge(now);
        judges.set(id, judge);
        const verdict = judge.judge(stats, now, link.strategy.picture === 'none');
        verdicts.set(id, verdict);
        if (verdict.frozen) {
          this.#requestKeyframe(link, now);
        }
      }
    }
    this.#judges = judges;
    this.#polled(polled, performance.now());
    if (!same(verdicts, this.verdicts.get())) {
      this.verdicts.set(verdicts);
    }
  }

  #requestKeyframe(link: PeerLink, now: number): void {
    if (now - (this.#keyframeRequestedAt.get(link) ?? 0) >= frozenMs) {
      this.#keyframeRequestedAt.set(link, now);
      link.strategy.requestKeyframe?.();
    }
  }
}

function same(one: Verdicts, other: Verdicts): boolean {
  return (
    one.size === other.size &&
    [...one].every(
      ([id, { speaking, frozen }]) =>
        other.get(id)?.speaking === speaking && other.get(id)?.frozen === frozen,
    )
  );
}
