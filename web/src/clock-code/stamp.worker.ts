// Stamps the frames of a camera on their way to the encoder, in a thread of its own.
import { FrameStamper } from './frame-stamper';
import { stampFrames } from './stamp-frames';
import type { FromStampWorker, MediaTransform, ToStampWorker } from './stamp-messages';

const { MediaStreamTrackProcessor, VideoTrackGenerator } = self as unknown as MediaTransform;

let stamper: FrameStamper | null = null;
let reader: ReadableStreamDefaultReader<VideoFrame> | null = null;

function say(message: FromStampWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

onmessage = ({ data }: MessageEvent<ToStampWorker>) => {
  if ('camera' in data) {
    void stampCamera(data);
  } else if ('readable' in data) {
    void pass(data.readable, data.writable, data.settings).then(end);
  } else if ('settings' in data) {
    stamper?.change(data.settings);
  } else if ('capturedMs' in data) {
    stamper?.captured(data.capturedMs);
  } else {
    // Pending reads end, and with them the loop.
    void reader?.cancel();
  }
};

async function stampCamera({
  camera,
  settings,
}: Extract<ToStampWorker, { camera: unknown }>): Promise<void> {
  if (MediaStreamTrackProcessor === undefined || VideoTrackGenerator === undefined) return;
  // A frame that waits is late: the newest one replaces it.
  const processor = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
  const generator = new VideoTrackGenerator();
  const { track } = generator;
  say({ track }, [track as unknown as Transferable]);
  await pass(processor.readable, generator.writable, settings);
  camera.stop();
  end();
}

/** Everything is released. The page then terminates this worker. */
function end(): void {
  say({ ended: true });
}

/** Ends when the camera's track does, or the track that is sent. */
async function pass(
  readable: ReadableStream<VideoFrame>,
  writable: WritableStream<VideoFrame>,
  settings: Extract<ToStampWorker, { readable: unknown }>['settings'],
): Promise<void> {
  const frames = new FrameStamper(settings, (shows) => {
    say({ shows });
  });
  stamper = frames;
  reader = readable.getReader();
  say({ reading: true });
  await stampFrames(reader, writable.getWriter(), (frame) => frames.stamped(frame));
}

say({
  generator: MediaStreamTrackProcessor !== undefined && VideoTrackGenerator !== undefined,
});
