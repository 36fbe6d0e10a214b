import type { PeerLink } from './peer-link';
import type { PublicationKind } from './protocol';
import type { Publishing } from './publishing';
import type { Tracks } from './tracks';

export type PublishingLink = PeerLink<Publishing>;

/** Makes a link that publishes tracks, and starts it; null while there is no room to publish in. */
export type Publish = (kind: PublicationKind, tracks: Tracks) => PublishingLink | null;

/**
 * The publications of this page: at most one camera, which includes the microphone, one small picture of it, and one
 * screen. Nobody is told of a problem with the small picture: the others then get the large one.
 */
export class OwnPublications {
  readonly #publish: Publish;
  readonly #links = new Map<PublicationKind, PublishingLink>();

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  get links(): PublishingLink[] {
    return [...this.#links.values()];
  }

  id(kind: PublicationKind): string | null {
    return this.#links.get(kind)?.strategy.publicationId ?? null;
  }

  /** Why the server refused a publication; null where it refused none. */
  get refusal(): string | null {
    return this.#problem((link) => link.state === 'refused');
  }

  /** What keeps a publication from the media server while it is being retried; null where nothing does. */
  get trouble(): string | null {
    return this.#problem((link) => link.state !== 'refused');
  }

  /** Publishes the tracks, or replaces those that are published. Publishes nothing where there are none. */
  send(kind: PublicationKind, tracks: Tracks): void {
    const current = this.#links.get(kind);
    if (current !== undefined) {
      current.strategy.replace(tracks);
    } else if (tracks.audio !== null || tracks.video !== null) {
      const link = this.#publish(kind, tracks);
      if (link !== null) {
        this.#links.set(kind, link);
      }
    }
  }

  /** Ends a publication for everybody. */
  stop(kind: PublicationKind): void {
    this.#links.get(kind)?.stop();
    this.#links.delete(kind);
  }

  /** The server has ended a publication. */
  forget(kind: PublicationKind): void {
    this.#links.get(kind)?.close();
    this.#links.delete(kind);
  }

  announceMute(): void {
    this.#links.get('camera')?.strategy.announceMute();
  }

  /** The signalling returned with the same participant as before. */
  resume(): void {
    for (const link of this.#links.values()) {
      link.resume();
      link.strategy.announceMute();
    }
  }

  close(): void {
    for (const link of this.#links.values()) {
      link.close();
    }
    this.#links.clear();
  }

  #problem(applies: (link: PublishingLink) => boolean): string | null {
    for (const kind of ['camera', 'screen'] as const) {
      const link = this.#links.get(kind);
      if (link !== undefined && applies(link) && link.problem !== null) {
        return link.problem;
      }
    }
    return null;
  }
}
