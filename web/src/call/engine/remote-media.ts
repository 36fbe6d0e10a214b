import { PeerLink, type LinkState } from './peer-link';
import type { Signalling } from './signalling';
import { Viewing } from './viewing';

/** What this page receives of one publication. */
export interface Remote {
  state: LinkState;
  problem: string | null;
  stream: MediaStream;
}

/** By publication. */
export type Remotes = ReadonlyMap<string, Remote>;

/** The publications of the other participants: one link for each. */
export class RemoteMedia {
  readonly #signalling: Signalling;
  readonly #onChange: () => void;
  readonly #links = new Map<string, PeerLink<Viewing>>();

  constructor(signalling: Signalling, onChange: () => void) {
    this.#signalling = signalling;
    this.#onChange = onChange;
  }

  get remotes(): Remotes {
    return new Map(
      [...this.#links].map(([id, { state, problem, strategy }]) => [
        id,
        { state, problem, stream: strategy.stream },
      ]),
    );
  }

  get links(): PeerLink<Viewing>[] {
    return [...this.#links.values()];
  }

  link(publicationId: string): PeerLink | undefined {
    return this.#links.get(publicationId);
  }

  /** Views exactly these publications. */
  view(publicationIds: ReadonlySet<string>, iceServers: RTCIceServer[]): void {
    for (const [id, link] of this.#links) {
      if (!publicationIds.has(id)) {
        link.close();
        this.#links.delete(id);
      }
    }
    for (const id of publicationIds) {
      if (!this.#links.has(id)) {
        const link = new PeerLink(new Viewing(this.#signalling, id), iceServers, this.#onChange);
        this.#links.set(id, link);
        link.start();
      }
    }
  }

  resume(): void {
    for (const link of this.#links.values()) {
      link.resume();
    }
  }

  close(): void {
    for (const link of this.#links.values()) {
      link.close();
    }
    this.#links.clear();
  }
}
