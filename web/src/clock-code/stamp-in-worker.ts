import { sampleCaptureTimes } from './capture-times';
import type { FromStampWorker, MediaTransform, Shows, ToStampWorker } from './stamp-messages';
import type { StampSettings } from './stamp-painter';
import type { StampedTrack, StampPath } from './stamped-track';

/** For a worker to start, and to answer, in ms. */
const answerMs = 5000;
/** For a worker to end by itself, in ms; terminated earlier, it would leave a frame open. */
const endMs = 5000;

/**
 * Stamps a camera's frames in a worker. Where the worker itself can make a track, as the standard mediacapture-transform
 * has it, it gets the camera; in Chromium, where only the page can, it gets streams of frames.
 *
 * @returns null where the browser can do neither
 */
export async function stampInWorker(
  camera: MediaStreamTrack,
  settings: StampSettings,
  onShows: () => void,
): Promise<StampedTrack | null> {
  const worker = new StampWorker(onShows);
  try {
    const { generator } = await worker.next('generator');
    const track = generator ? await byGenerator(worker, camera, settings) : null;
    if (track !== null) {
      return stampedTrack(worker, 'generator', camera, track);
    }
    const streamed = byStreams(worker, camera, settings);
    if (streamed !== null) {
      return stampedTrack(worker, 'streams', camera, streamed);
    }
  } catch {
    // The worker did not start, or did not answer.
  }
  worker.terminate();
  return null;
}

/** The stamp's worker, as the page sees it. */
class StampWorker {
  shows: Shows = 'drawing';
  readonly #worker = new Worker(new URL('./stamp.worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<string, (message: FromStampWorker) => void>();
  readonly #failed: Promise<never>;

  constructor(onShows: () => void) {
    this.#failed = new Promise((_, reject) => {
      this.#worker.onerror = () => {
        reject(new Error('the worker does not start'));
      };
    });
    this.#failed.catch(() => undefined);
    this.#worker.onmessage = ({ data }: MessageEvent<FromStampWorker>) => {
      if ('shows' in data) {
        this.shows = data.shows;
        onShows();
      } else if ('ended' in data) {
        this.terminate();
      } else {
        for (const key of Object.keys(data)) this.#waiting.get(key)?.(data);
      }
    };
  }

  /** The next message with this field. Rejects where the worker fails or says nothing. */
  next<Key extends 'generator' | 'track'>(
    key: Key,
  ): Promise<Extract<FromStampWorker, Record<Key, unknown>>> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = new Promise<Extract<FromStampWorker, Record<Key, unknown>>>(
      (resolve, reject) => {
        timer = setTimeout(() => {
          reject(new Error('the worker does not answer'));
        }, answerMs);
        this.#waiting.set(key, (message) => {
          resolve(message as Extract<FromStampWorker, Record<Key, unknown>>);
        });
      },
    );
    return Promise.race([answer, this.#failed]).finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(key);
    });
  }

  send(message: ToStampWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

/** The track that the worker makes; null where the browser does not let it have the camera. */
async function byGenerator(
  worker: StampWorker,
  camera: MediaStreamTrack,
  settings: StampSettings,
): Promise<MediaStreamTrack | null> {
  // The page keeps its own track for the preview.
  const copy = camera.clone();
  try {
    worker.send({ settings, camera: copy }, [copy as unknown as Transferable]);
  } catch {
    copy.stop();
    return null;
  }
  return (await worker.next('track')).track;
}

function byStreams(
  worker: StampWorker,
  camera: MediaStreamTrack,
  settings: StampSettings,
): MediaStreamTrack | null {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as MediaTransform;
  if (MediaStreamTrackProcessor === undefined || MediaStreamTrackGenerator === undefined) {
    return null;
  }
  // A frame that waits is late: the newest one replaces it.
  const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const { writable } = generator;
  worker.send({ settings, readable, writable }, [readable, writable]);
  return generator;
}

function stampedTrack(
  worker: StampWorker,
  path: StampPath,
  camera: MediaStreamTrack,
  track: MediaStreamTrack,
): StampedTrack {
  const endSampling = sampleCaptureTimes(camera, (capturedMs) => {
    worker.send({ capturedMs });
  });
  return {
    path,
    track,
    get shows() {
      return worker.shows;
    },
    change(settings) {
      worker.send({ settings });
    },
    stop() {
      endSampling();
      worker.send({ stop: true });
      track.stop();
      setTimeout(() => {
        worker.terminate();
      }, endMs);
    },
  };
}
