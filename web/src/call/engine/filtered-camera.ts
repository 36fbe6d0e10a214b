/** A track that is sent instead of the camera's. */
export interface Filtered {
  readonly track: MediaStreamTrack;
  stop(): void;
}

/** Makes the track that is sent of the camera's. Where it rejects, the camera is sent as it is. */
export type CameraFilter = (camera: MediaStreamTrack) => Promise<Filtered>;

/** The camera's picture on its way through a filter, which makes a track anew for each camera. */
export class FilteredCamera {
  readonly #onReady: () => void;
  #filter: CameraFilter | null = null;
  /** `output` is null until the filter has made it. */
  #current: { camera: MediaStreamTrack; output: Filtered | null } | null = null;

  /** @param onReady called when `sent` returns another track for the same camera */
  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  /** Null for none. */
  set filter(filter: CameraFilter | null) {
    this.#filter = filter;
    this.release();
  }

  /** The track to send for the camera: its own until the filter has made one. Without a camera, releases what was made. */
  sent(camera: MediaStreamTrack | null): MediaStreamTrack | null {
    if (camera === null || this.#filter === null) {
      this.release();
      return camera;
    }
    if (this.#current?.camera !== camera) {
      this.release();
      this.#current = { camera, output: null };
      void this.#fill(this.#current, this.#filter);
    }
    return this.#current.output?.track ?? camera;
  }

  /** Stops the track that was made. The filter may hold the camera's device until then. */
  release(): void {
    this.#current?.output?.stop();
    this.#current = null;
  }

  async #fill(
    current: { camera: MediaStreamTrack; output: Filtered | null },
    filter: CameraFilter,
  ): Promise<void> {
    const output = await filter(current.camera).catch(() => null);
    if (this.#current !== current) {
      // Meanwhile there is another camera, or none.
      output?.stop();
    } else if (output !== null) {
      current.output = output;
      this.#onReady();
    }
  }
}
