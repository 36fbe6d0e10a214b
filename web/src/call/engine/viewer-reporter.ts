import type { ServerTime } from '../../clock-code/server-clock';
import { DirectReader } from './direct-reader';
import type { DirectValue } from './direct-value';
import { DisplayDelays } from './display-delays';
import type { PeerLink } from './peer-link';
import type { GlassToGlass, MatchedFrames, PublicationQuality, ViewerReport } from './measurement';
import { sinceLight } from './screen-delay';
import { Store } from './store';
import { ViewerStats } from './viewer-stats';
import type { Viewing } from './viewing';

/** Between two reports, in ms. The server takes one per second. */
export const reportMs = 1000;
/** Reports from one burst of readings to the next. */
const burstEvery = 3;
/** After this long without an answer, in ms, nothing is known any more. */
const staleMs = 4000;
/** After this long, in ms, the last direct value is too old to stand beside an estimate. */
const directStaleMs = 15_000;

/** What is known of a publication's way from camera to screen. */
export interface Quality {
  way: GlassToGlass;
  /** The newest value that was read from the screen itself; null while there is none. */
  direct: DirectValue | null;
  /** The two parts of the way in frames of which `direct` was read; null where none could be matched. */
  matched: MatchedFrames | null;
}

export interface ViewerReporterOptions {
  links: () => PeerLink<Viewing>[];
  /** Whether a worker sees a clock in a publication, so that reading it here is worth while. */
  showsClock: (publicationId: string) => boolean;
  /** Whether that clock is filmed from a screen, and not drawn into the video. */
  isFilmed: (publicationId: string) => boolean;
  serverTime: () => ServerTime | null;
  send: (report: { clockErrorMs: number | null; publications: ViewerReport[] }) => void;
}

const nothing = {
  directMs: null,
  directLowerMs: null,
  directUpperMs: null,
  directReadings: null,
  frames: [],
};

/** What is known of one viewed publication. */
class Viewed {
  readonly stats = new ViewerStats();
  readonly delays = new DisplayDelays();
  readonly videos = new Set<HTMLVideoElement>();
  readonly quality = new Store<Quality | null>(null);
  answeredAt = 0;
  /** A direct value that is to be reported. */
  unreported: DirectValue | null = null;
  direct: { value: DirectValue; at: number } | null = null;
  matched: MatchedFrames | null = null;
}

/** Reports to the server what this page knows about the videos that it receives, and keeps what follows from it. */
export class ViewerReporter {
  readonly #options: ViewerReporterOptions;
  readonly #viewed = new Map<string, Viewed>();
  readonly #reader: DirectReader;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reports = 0;

  constructor(options: ViewerReporterOptions) {
    this.#options = options;
    this.#reader = new DirectReader(options.serverTime);
  }

  open(): void {
    this.#timer = setInterval(() => void this.#report(), reportMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#reader.close();
    this.#viewed.clear();
  }

  /** The way of a publication's frames to this page; null while it is unknown. */
  of(publicationId: string): Store<Quality | null> {
    return this.#of(publicationId).quality;
  }

  /** Notes when an element shows the frames of a publication, until the function returned is called. */
  watch(publicationId: string, video: HTMLVideoElement): () => void {
    const viewed = this.#of(publicationId);
    viewed.videos.add(video);
    const stop = viewed.delays.watch(video);
    return () => {
      stop();
      viewed.videos.delete(video);
    };
  }

  receive(publications: readonly PublicationQuality[]): void {
    const now = Date.now();
    for (const { publicationId, glassToGlass, matchedFrames } of publications) {
      const viewed = this.#viewed.get(publicationId);
      if (viewed !== undefined) {
        viewed.answeredAt = now;
        const { direct } = viewed;
        const recent = direct !== null && now - direct.at < directStaleMs;
        viewed.matched = matchedFrames ?? viewed.matched;
        viewed.quality.set({
          way: glassToGlass,
          direct: recent ? direct.value : null,
          matched: recent ? viewed.matched : null,
        });
      }
    }
  }

  /** Drops what is known of publications that are not in the room. */
  keep(publicationIds: ReadonlySet<string>): void {
    for (const id of this.#viewed.keys()) {
      if (!publicationIds.has(id)) {
        this.#viewed.delete(id);
      }
    }
  }

  async #report(): Promise<void> {
    if (this.#reports++ % burstEvery === 0) {
      void this.#readNext();
    }
    const publications: ViewerReport[] = [];
    for (const link of this.#options.links()) {
      const { publicationId } = link.strategy;
      const viewed = this.#of(publicationId);
      const displayMs = viewed.delays.take();
      const stats = await link.stats();
      if (stats !== null) {
        const direct = viewed.unreported ?? nothing;
        viewed.unreported = null;
        publications.push({ publicationId, ...viewed.stats.take(stats), displayMs, ...direct });
      }
      if (Date.now() - viewed.answeredAt > staleMs) {
        viewed.quality.set(null);
      }
    }
    if (publications.length > 0) {
      const errorMs = this.#options.serverTime()?.errorMs;
      const clockErrorMs = errorMs === undefined ? null : Math.round(errorMs * 100) / 100;
      this.#options.send({ clockErrorMs, publications });
    }
  }

  /** Reads the publication with a clock whose last reading is oldest. */
  async #readNext(): Promise<void> {
    const [id, next] =
      [...this.#viewed]
        .filter(([id, { videos }]) => videos.size > 0 && this.#options.showsClock(id))
        .sort(([, a], [, b]) => (a.direct?.at ?? 0) - (b.direct?.at ?? 0))[0] ?? [];
    const [video] = next?.videos ?? [];
    const read = video === undefined ? null : await this.#reader.read(video);
    if (id !== undefined && next !== undefined && read !== null) {
      const value = this.#options.isFilmed(id) ? sinceLight(read) : read;
      next.unreported = value;
      next.matched = null;
      next.direct = { value, at: Date.now() };
    }
  }

  #of(publicationId: string): Viewed {
    let viewed = this.#viewed.get(publicationId);
    if (viewed === undefined) {
      viewed = new Viewed();
      this.#viewed.set(publicationId, viewed);
    }
    return viewed;
  }
}
