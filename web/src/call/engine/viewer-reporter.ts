import { DisplayDelays } from './display-delays';
import type { PeerLink } from './peer-link';
import type { GlassToGlass, ViewerReport } from './protocol';
import { Store } from './store';
import { ViewerStats } from './viewer-stats';
import type { Viewing } from './viewing';

/** Between two reports, in ms. The server takes one per second. */
export const reportMs = 1000;
/** After this long without an answer, in ms, nothing is known any more. */
const staleMs = 4000;

/** What is known of one viewed publication. */
class Viewed {
  readonly stats = new ViewerStats();
  readonly delays = new DisplayDelays();
  readonly quality = new Store<GlassToGlass | null>(null);
  answeredAt = 0;
}

/** Reports to the server what this page knows about the videos that it receives, and keeps what follows from it. */
export class ViewerReporter {
  readonly #links: () => PeerLink<Viewing>[];
  readonly #send: (publications: ViewerReport[]) => void;
  readonly #viewed = new Map<string, Viewed>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(links: () => PeerLink<Viewing>[], send: (publications: ViewerReport[]) => void) {
    this.#links = links;
    this.#send = send;
  }

  open(): void {
    this.#timer = setInterval(() => void this.#report(), reportMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#viewed.clear();
  }

  /** The way of a publication's frames to this page; null while it is unknown. */
  of(publicationId: string): Store<GlassToGlass | null> {
    return this.#of(publicationId).quality;
  }

  /** Notes when an element shows the frames of a publication, until the function returned is called. */
  watch(publicationId: string, video: HTMLVideoElement): () => void {
    return this.#of(publicationId).delays.watch(video);
  }

  receive(publications: readonly { publicationId: string; glassToGlass: GlassToGlass }[]): void {
    for (const { publicationId, glassToGlass } of publications) {
      const viewed = this.#viewed.get(publicationId);
      if (viewed !== undefined) {
        viewed.answeredAt = Date.now();
        viewed.quality.set(glassToGlass);
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
    const publications: ViewerReport[] = [];
    for (const link of this.#links()) {
      const { publicationId } = link.strategy;
      const viewed = this.#of(publicationId);
      const displayMs = viewed.delays.take();
      const stats = await link.stats();
      if (stats !== null) {
        publications.push({ publicationId, ...viewed.stats.take(stats), displayMs });
      }
      if (Date.now() - viewed.answeredAt > staleMs) {
        viewed.quality.set(null);
      }
    }
    if (publications.length > 0) {
      this.#send(publications);
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
