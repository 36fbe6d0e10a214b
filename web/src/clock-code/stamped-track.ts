import { StampPainter, type StampSettings } from './stamp-painter';

/** How frames get their stamp: in a worker, or on a canvas of the page. */
export type StampPath = 'worker' | 'canvas';

/** A camera's track with a stamp in each frame. The camera's own track stays as it is. */
export interface StampedTrack {
  readonly path: StampPath;
  readonly track: MediaStreamTrack;
  change(settings: StampSettings): void;
  /** Releases every frame, track and thread of its own. */
  stop(): void;
}

/** Chromium's, not among TypeScript's types. */
interface Generator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

interface Breakout {
  MediaStreamTrackProcessor?: new (options: { track: MediaStreamTrack; maxBufferSize: number }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  MediaStreamTrackGenerator?: new (options: { kind: 'video' }) => Generator;
}

/** Stamps a camera's frames by the best way that the browser has. */
export function stampTrack(camera: MediaStreamTrack, settings: StampSettings): StampedTrack {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as Breakout;
  return MediaStreamTrackProcessor !== undefined && MediaStreamTrackGenerator !== undefined
    ? inWorker(
        // A frame that waits is late: the newest one replaces it.
        new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 }).readable,
        new MediaStreamTrackGenerator({ kind: 'video' }),
        settings,
      )
    : onCanvas(camera, settings);
}

function inWorker(
  readable: ReadableStream<VideoFrame>,
  generator: Generator,
  settings: StampSettings,
): StampedTrack {
  const worker = new Worker(new URL('./stamp.worker.ts', import.meta.url), { type: 'module' });
  const { writable } = generator;
  worker.postMessage({ settings, readable, writable }, [readable, writable]);
  worker.onmessage = () => {
    worker.terminate();
  };
  return {
    path: 'worker',
    track: generator,
    change(changed) {
      worker.postMessage({ settings: changed });
    },
    stop() {
      // The worker's next write fails, and it ends by itself; terminated, it would leave frames open.
      generator.stop();
      setTimeout(() => {
        worker.terminate();
      }, endMs);
    },
  };
}

/** For a worker to end after its track, in ms; the camera's next frame comes much earlier. */
const endMs = 1000;

function onCanvas(camera: MediaStreamTrack, settings: StampSettings): StampedTrack {
  const painter = new StampPainter(settings);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([camera]);
  video.play().catch(() => undefined);
  let handle = 0;
  const next = () => {
    handle = video.requestVideoFrameCallback(() => {
      const size = { width: video.videoWidth, height: video.videoHeight };
      if (canvas.width !== size.width || canvas.height !== size.height) {
        canvas.width = size.width;
        canvas.height = size.height;
      }
      context?.drawImage(video, 0, 0);
      if (context !== null) painter.paint(context, size);
      next();
    });
  };
  next();
  const [track] = canvas.captureStream().getVideoTracks();
  if (track === undefined) {
    throw new Error('a canvas has a video track');
  }
  return {
    path: 'canvas',
    track,
    change(changed) {
      painter.settings = changed;
    },
    stop() {
      video.cancelVideoFrameCallback(handle);
      video.srcObject = null;
      track.stop();
    },
  };
}
