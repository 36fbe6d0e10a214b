import type { StampSettings } from './stamp-painter';

/** Which instant a stamp shows: that of the frame's capture, where the browser tells it, or that of drawing the stamp. */
export type Shows = 'capture' | 'drawing';

/** From the page to the stamp's worker: first one of the ways in which it gets frames, last `stop`. */
export type ToStampWorker =
  | { settings: StampSettings; camera: MediaStreamTrack }
  | {
      settings: StampSettings;
      readable: ReadableStream<VideoFrame>;
      writable: WritableStream<VideoFrame>;
    }
  | { settings: StampSettings }
  | { capturedMs: number }
  | { stop: true };

export type FromStampWorker =
  /** It has started. `generator`: it takes a camera, and answers with a track. */
  | { generator: boolean }
  | { reading: true }
  | { track: MediaStreamTrack }
  | { shows: Shows }
  | { ended: true };

/** mediacapture-transform's, which are not among TypeScript's types. In Chromium they are the page's, in Safari a worker's. */
export interface MediaTransform {
  MediaStreamTrackProcessor?: new (options: { track: MediaStreamTrack; maxBufferSize: number }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  /** The standard's. */
  VideoTrackGenerator?: new () => {
    readonly writable: WritableStream<VideoFrame>;
    readonly track: MediaStreamTrack;
  };
  /** Chromium's. */
  MediaStreamTrackGenerator?: new (options: { kind: 'video' }) => MediaStreamTrack & {
    readonly writable: WritableStream<VideoFrame>;
  };
}
