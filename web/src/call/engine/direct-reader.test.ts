import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DirectReader, settleMs } from './direct-reader';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** An element that has frames, but shows none while it is read. */
function videoOf(stream: MediaStream) {
  const requested = vi.fn(() => 1);
  const video = {
    srcObject: stream,
    readyState: 2,
    requestVideoFrameCallback: requested,
    cancelVideoFrameCallback: vi.fn(),
  };
  return { video, requested };
}

async function read(reader: DirectReader, video: unknown): Promise<void> {
  const done = reader.read(video as HTMLVideoElement);
  await vi.advanceTimersByTimeAsync(4000);
  await done;
}

const reader = () =>
  new DirectReader(
    () => null,
    () => Promise.resolve({ read: () => Promise.resolve(null), close: vi.fn() }),
  );

it('reads a stream only after the pictures of the past that it begins with', async () => {
  const direct = reader();
  const { video, requested } = videoOf({} as MediaStream);
  expect(await direct.read(video as unknown as HTMLVideoElement)).toBeNull();
  await vi.advanceTimersByTimeAsync(settleMs - 1);
  expect(await direct.read(video as unknown as HTMLVideoElement)).toBeNull();
  expect(requested).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await read(direct, video);
  expect(requested).toHaveBeenCalled();
});

it('waits again when the element gets another stream, and for its first frame', async () => {
  const direct = reader();
  const { video, requested } = videoOf({} as MediaStream);
  await read(direct, video);
  video.srcObject = {} as MediaStream;
  video.readyState = 1;
  await read(direct, video);
  video.readyState = 2;
  expect(await direct.read(video as unknown as HTMLVideoElement)).toBeNull();
  expect(requested).not.toHaveBeenCalled();
});
