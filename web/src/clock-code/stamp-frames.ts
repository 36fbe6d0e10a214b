/**
 * Passes each frame through `stamped` on its way from one stream to the other, until either stream ends. Closes every
 * frame, also one that cannot be stamped or that nobody takes any more: browsers have few, and the camera stalls without.
 *
 * @param stamped the frame to send; it closes the one given, or passes it on
 */
export async function stampFrames(
  reader: ReadableStreamDefaultReader<VideoFrame>,
  writer: WritableStreamDefaultWriter<VideoFrame>,
  stamped: (frame: VideoFrame) => VideoFrame,
): Promise<void> {
  try {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      await write(writer, stamped(frame));
    }
  } catch {
    // Nobody takes frames any more.
  }
  await reader.cancel().catch(() => undefined);
  await writer.abort().catch(() => undefined);
}

/** A sink that takes a frame closes it; one that has ended does not. */
async function write(
  writer: WritableStreamDefaultWriter<VideoFrame>,
  frame: VideoFrame,
): Promise<void> {
  try {
    await writer.write(frame);
  } finally {
    frame.close();
  }
}
