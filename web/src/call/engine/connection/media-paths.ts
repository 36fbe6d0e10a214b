import type { PeerLink } from '../peer-link';
import { watchNetwork } from './network';
import { PathWatch, type PathWatchOptions } from './path-watch';

export interface MediaPathsOptions extends PathWatchOptions {
  links: () => PeerLink[];
}

/** Has connections negotiated again as soon as that can help: the network changed, or nothing arrives any more. */
export class MediaPaths {
  readonly watch: PathWatch;
  readonly #links: () => PeerLink[];
  #stop: (() => void) | null = null;

  constructor({ links, ...options }: MediaPathsOptions) {
    this.watch = new PathWatch(options);
    this.#links = links;
  }

  open(): void {
    this.#stop = watchNetwork(() => {
      for (const link of this.#links()) {
        link.networkChanged();
      }
    });
  }

  close(): void {
    this.#stop?.();
  }
}
