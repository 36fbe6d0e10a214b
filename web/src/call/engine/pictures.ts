import type { Publication } from './protocol';
import { choosePictures, type Picture, type TileSize } from './picture-choice';
import type { Store } from './store';

/** How long a camera may have no tile, in ms, before its picture is paused: tiles are built anew when the layout changes. */
export const hideMs = 2000;

interface Known {
  publication: Publication;
  tiles: Set<TileSize>;
  /** When its last tile went, in ms; tells nothing while there is one. */
  hiddenAt: number;
  picture: Picture;
}

export interface PicturesOptions {
  /** Publications of the active speakers, the latest first. */
  speakers: Store<readonly string[]>;
  /** Asks the server for another picture. */
  apply: (publicationId: string, picture: Picture) => void;
}

/** Which picture of each publication this page needs, by the tiles that show it. */
export class Pictures {
  readonly #options: PicturesOptions;
  readonly #known = new Map<string, Known>();
  #active = false;
  #paused = false;
  #stop: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PicturesOptions) {
    this.#options = options;
  }

  open(): void {
    document.addEventListener('visibilitychange', this.#updateSoon);
    this.#stop = this.#options.speakers.subscribe(this.#updateSoon);
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.#updateSoon);
    this.#stop();
    clearTimeout(this.#timer);
    this.#known.clear();
  }

  /** Whether cameras have small pictures. */
  set active(active: boolean) {
    this.#active = active;
    this.#updateSoon();
  }

  /** Whether this page's network is too slow for the video of cameras. */
  set paused(paused: boolean) {
    this.#paused = paused;
    this.#updateSoon();
  }

  /** The publications of the others; to be called before they are viewed. */
  keep(publications: readonly Publication[]): void {
    const ids = new Set(publications.map(({ id }) => id));
    for (const id of this.#known.keys()) {
      if (!ids.has(id)) this.#known.delete(id);
    }
    for (const publication of publications) {
      const known = this.#known.get(publication.id);
      if (known === undefined) {
        // Its tile comes with the next drawing. Until then the small picture costs least.
        const picture = this.#active && publication.kind === 'camera' ? 'small' : 'large';
        this.#known.set(publication.id, {
          publication,
          tiles: new Set(),
          hiddenAt: Date.now(),
          picture,
        });
      }
    }
    this.#updateSoon();
  }

  /** What the page needs of a publication now. */
  of(publicationId: string): Picture {
    return this.#known.get(publicationId)?.picture ?? 'large';
  }

  /** A tile shows a publication, until the function returned is called. */
  show(publicationId: string, tile: TileSize): () => void {
    const known = this.#known.get(publicationId);
    known?.tiles.add(tile);
    this.#updateSoon();
    return () => {
      known?.tiles.delete(tile);
      if (known?.tiles.size === 0) known.hiddenAt = Date.now();
      this.#updateSoon();
    };
  }

  /** Decides again, once for all tiles that change together. */
  readonly #updateSoon = (): void => {
    this.#decideIn(0);
  };

  #decideIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#decide();
    }, ms);
  }

  #decide(): void {
    const now = Date.now();
    // People watch a video, or the call, in a window of its own while its tab is hidden.
    const inWindow = document.pictureInPictureElement ?? window.documentPictureInPicture?.window;
    const away = document.hidden && !inWindow;
    const pictures = choosePictures(
      [...this.#known].map(([id, { publication, tiles, hiddenAt, picture }]) => ({
        id,
        kind: publication.kind,
        tiles: away ? [] : [...tiles],
        hiddenMs: away ? hideMs : now - hiddenAt,
        picture,
      })),
      {
        active: this.#active,
        paused: this.#paused,
        speakers: this.#options.speakers.get(),
        hideMs,
      },
    );
    for (const [id, picture] of pictures) {
      const known = this.#known.get(id);
      if (known !== undefined && known.picture !== picture) {
        known.picture = picture;
        this.#options.apply(id, picture);
      }
    }
    const waits = [...this.#known.values()]
      .filter(({ tiles, picture }) => tiles.size === 0 && picture !== 'none')
      .map(({ hiddenAt }) => hiddenAt + hideMs - now);
    if (this.#active && waits.length > 0) {
      this.#decideIn(Math.max(0, Math.min(...waits)) + 1);
    }
  }
}
