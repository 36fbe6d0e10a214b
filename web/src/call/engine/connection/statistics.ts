import type { LinkState, PeerLink } from '../peer-link';
import type { Picture } from '../picture-choice';
import { StreamMeter, type StreamFigures } from './stream-figures';

/** What one connection to the media server did since it was read before. */
export interface LinkStatistics {
  state: LinkState;
  /** Which picture of the publication it is. */
  picture: Picture;
  /** Empty while it is not connected, or nothing was sent on it yet. */
  streams: readonly StreamFigures[];
}

/** By publication. */
export type Statistics = ReadonlyMap<string, LinkStatistics>;

/** Reads the statistics of all connections for people who want to see them, independent of who else reads them. */
export class StatisticsReader {
  readonly #links: () => PeerLink[];
  readonly #meters = new WeakMap<PeerLink, StreamMeter>();

  constructor(links: () => PeerLink[]) {
    this.#links = links;
  }

  /** What is counted between two readings, such as bit rates, is unknown the first time. */
  async read(): Promise<Statistics> {
    const read = await Promise.all(
      this.#links().map(async (link) => {
        const report = await link.stats();
        const meter = this.#meters.get(link) ?? new StreamMeter();
        this.#meters.set(link, meter);
        const streams = report === null ? [] : meter.take(report);
        const { publicationId, picture } = link.strategy;
        return [publicationId, { state: link.state, picture, streams }] as const;
      }),
    );
    return new Map(read.flatMap(([id, statistics]) => (id === null ? [] : [[id, statistics]])));
  }
}
