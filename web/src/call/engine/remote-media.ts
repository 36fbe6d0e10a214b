import { PeerLink, type LinkState } from './peer-link';
import type { Picture } from './picture-choice';
import { Pictures } from './pictures';
import type { Publication } from './protocol';
import type { Signalling } from './signalling';
import type { Store } from './store';
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
  /** Which picture of each publication this page needs. */
  readonly pictures: Pictures;

  /** @param speakers publications of the active speakers, the latest first */
  constructor(signalling: Signalling, speakers: Store<readonly string[]>, onChange: () => void) {
    this.#signalling = signalling;
    this.#onChange = onChange;
    this.pictures = new Pictures({
      speakers,
      apply: (publicationId) => {
        this.link(publicationId)?.strategy.choosePicture();
      },
    });
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

  link(publicationId: string): PeerLink<Viewing> | undefined {
    return this.#links.get(publicationId);
  }

  /** Which picture of a publication the server sends. */
  picture(publicationId: string): Picture {
    return this.link(publicationId)?.strategy.picture ?? 'large';
  }

  /** The server says which picture of a publication it sends from now on. */
  sent({ publicationId, picture }: { publicationId: string; picture: Picture }): void {
    const link = this.link(publicationId);
    if (link !== undefined) link.strategy.picture = picture;
  }

  /** Views exactly these publications. */
  view(publications: readonly Publication[], iceServers: RTCIceServer[]): void {
    this.pictures.keep(publications);
    const publicationIds = new Set(publications.map(({ id }) => id));
    for (const [id, link] of this.#links) {
      if (!publicationIds.has(id)) {
        link.close();
        this.#links.delete(id);
      }
    }
    for (const id of publicationIds) {
      if (!this.#links.has(id)) {
        const viewing = new Viewing(this.#signalling, id, () => this.pictures.of(id));
        const link = new PeerLink(viewing, iceServers, this.#onChange);
        this.#links.set(id, link);
        link.start();
      }
    }
  }

  resume(): void {
    for (const link of this.#links.values()) {
      link.strategy.resume();
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
