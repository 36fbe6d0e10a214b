// Stamps the frames of a camera on their way to the encoder, in a thread of its own.
import { StampPainter, type StampSettings } from './stamp-painter';

interface Start {
  settings: StampSettings;
  readable: ReadableStream<VideoFrame>;
  writable: WritableStream<VideoFrame>;
}

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { alpha: false });
let painter: StampPainter | null = null;

onmessage = ({ data }: MessageEvent<Start | { settings: StampSettings }>) => {
  if ('readable' in data) {
    painter = new StampPainter(data.settings);
    void pass(data.readable.getReader(), data.writable.getWriter(), painter);
  } else if (painter !== null) {
    painter.settings = data.settings;
  }
};

/** Ends when the camera's track does, or the track that is sent. */
async function pass(
  reader: ReadableStreamDefaultReader<VideoFrame>,
  writer: WritableStreamDefaultWriter<VideoFrame>,
  stamp: StampPainter,
): Promise<void> {
  try {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      await writer.write(stamped(frame, stamp));
    }
  } catch {
    // Nobody takes frames any more.
  }
  await reader.cancel().catch(() => undefined);
  await writer.abort().catch(() => undefined);
  postMessage('ended');
}

/** The frame to send; the one given is closed, or passed on as it is where the stamp does not fit. */
function stamped(frame: VideoFrame, stamp: StampPainter): VideoFrame {
  const size = { width: frame.displayWidth, height: frame.displayHeight };
  if (context === null || !stamp.fits(size)) {
    return frame;
  }
  if (canvas.width !== size.width || canvas.height !== size.height) {
    canvas.width = size.width;
    canvas.height = size.height;
  }
  context.drawImage(frame, 0, 0);
  stamp.paint(context, size);
  const result = new VideoFrame(canvas, { timestamp: frame.timestamp });
  frame.close();
  return result;
}
