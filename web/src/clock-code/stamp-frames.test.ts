import { describe, expect, it } from 'vitest';
import { stampFrames } from './stamp-frames';

/** What `stampFrames` uses of a frame. */
class Frame {
  open = true;
  close() {
    this.open = false;
  }
}

/** Frames made by the camera and by the stamp, of which none may stay open. */
class Frames {
  readonly all: Frame[] = [];

  make(): VideoFrame {
    const frame = new Frame();
    this.all.push(frame);
    return frame as unknown as VideoFrame;
  }

  open(): number {
    return this.all.filter((frame) => frame.open).length;
  }

  /** An endless camera. */
  camera(): ReadableStreamDefaultReader<VideoFrame> {
    return new ReadableStream<VideoFrame>(
      {
        pull: (controller) => {
          controller.enqueue(this.make());
        },
      },
      { highWaterMark: 0 },
    ).getReader();
  }

  readonly stamped = (frame: VideoFrame): VideoFrame => {
    frame.close();
    return this.make();
  };
}

/** A track that takes so many frames, and closes them as browsers do; the next one it refuses, and leaves open. */
function track(takes: number): WritableStreamDefaultWriter<VideoFrame> {
  let taken = 0;
  return new WritableStream<VideoFrame>({
    write(frame) {
      if (taken++ === takes) throw new Error('the track has ended');
      frame.close();
    },
  }).getWriter();
}

describe('stampFrames', () => {
  it('closes the frame that an ended track refuses', async () => {
    const frames = new Frames();

    await stampFrames(frames.camera(), track(3), frames.stamped);

    expect(frames.all).toHaveLength(8);
    expect(frames.open()).toBe(0);
  });

  it('closes the frame that comes after the track was stopped', async () => {
    const frames = new Frames();
    const writer = track(10);
    await writer.abort();

    await stampFrames(frames.camera(), writer, frames.stamped);

    expect(frames.all).toHaveLength(2);
    expect(frames.open()).toBe(0);
  });

  it('closes a frame that is passed on without a stamp', async () => {
    const frames = new Frames();

    await stampFrames(frames.camera(), track(0), (frame) => frame);

    expect(frames.all).toHaveLength(1);
    expect(frames.open()).toBe(0);
  });

  it('ends with the camera, and takes no more frames after a failure', async () => {
    const frames = new Frames();
    const camera = frames.camera();

    await stampFrames(camera, track(10), (frame) => {
      frame.close();
      throw new Error('the browser cannot draw it');
    });

    expect(frames.all).toHaveLength(1);
    expect((await camera.read()).done).toBe(true);
    await stampFrames(camera, track(10), frames.stamped);
    expect(frames.all).toHaveLength(1);
  });
});
