import { sampleCaptureTimes } from './capture-times';
import type { FromStampWorker, MediaTransform, Shows, ToStampWorker } from './stamp-messages';
import type { StampSettings } from './stamp-painter';
import type { StampedTrack, StampPath } from './stamped-track';

/** For a worker to start, for it to answer, and for the first frame, in ms. */
const answerMs = 5000;
/** In frames per second. */
const lowestFrameRate = 0.1;
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
    const streamed = await byStreams(worker, camera, settings);
    if (streamed !== null) {
      return stampedTrack(worker, 'streams', camera, streamed.track, streamed.copy);
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
  next<Key extends 'generator' | 'reading' | 'track'>(
    key: Key,
  ): Promise<Extract<FromStampWorker, Record<Key, unknown>>> {
    const answer = new Promise<Extract<FromStampWorker, Record<Key, unknown>>>((resolve) => {
      this.#waiting.set(key, (message) => {
        resolve(message as Extract<FromStampWorker, Record<Key, unknown>>);
      });
    });
    return this.inTime(answer).finally(() => {
      this.#waiting.delete(key);
    });
  }

  /** Rejects where something takes too long, or the worker fails. */
  inTime<Value>(something: Promise<Value>): Promise<Value> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('the worker does not answer'));
      }, answerMs);
    });
    return Promise.race([something, this.#failed, tooLate]).finally(() => {
      clearTimeout(timer);
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

/** What the page and the worker make of a camera in the way of Chromium. `copy` holds the camera's device too. */
interface Streamed {
  readonly track: MediaStreamTrack;
  readonly copy: MediaStreamTrack;
}

/**
 * Streams of frames, for the worker; null where the browser has none. While Chromium hands a stream over, it reads ahead, and
 * leaves a frame that arrives meanwhile open. So the frames come from a track of their own, which has next to none until the
 * worker reads.
 */
async function byStreams(
  worker: StampWorker,
  camera: MediaStreamTrack,
  settings: StampSettings,
): Promise<Streamed | null> {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as MediaTransform;
  if (MediaStreamTrackProcessor === undefined || MediaStreamTrackGenerator === undefined) {
    return null;
  }
  const copy = camera.clone();
  try {
    await copy.applyConstraints({ frameRate: { max: lowestFrameRate } });
    // A frame that waits is late: the newest one replaces it.
    const { readable } = new MediaStreamTrackProcessor({ track: copy, maxBufferSize: 1 });
    await worker.inTime(skipOne(readable));
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    const { writable } = track;
    const reading = worker.next('reading');
    worker.send({ settings, readable, writable }, [readable, writable]);
    await reading;
    await copy.applyConstraints(camera.getConstraints());
    return { track, copy };
  } catch (error) {
    copy.stop();
    throw error;
  }
}

/** Takes the first frame, which comes at once, whatever the frame rate is. */
async function skipOne(readable: ReadableStream<VideoFrame>): Promise<void> {
  const reader = readable.getReader();
  (await reader.read()).value?.close();
  reader.releaseLock();
}

function stampedTrack(
  worker: StampWorker,
  path: StampPath,
  camera: MediaStreamTrack,
  track: MediaStreamTrack,
  copy?: MediaStreamTrack,
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
      copy?.stop();
      setTimeout(() => {
        worker.terminate();
      }, endMs);
    },
  };
}
