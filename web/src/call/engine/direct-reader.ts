import { openCodeReader, type CodeReader } from '../../clock-code/code-reader';
import type { ServerTime } from '../../clock-code/server-clock';
import { directValue, type DirectValue, type ShownFrame } from './direct-value';

/** Frames of one burst: with a clock that changes ten times a second, about four new texts. */
export const burstFrames = 12;
/**
 * For so long after its first frame, in ms, a stream may show the past: the media server begins with the pictures since
 * the last keyframe, of two seconds at most, and shows them five times as fast as they were filmed.
 */
export const settleMs = 1000;
/** The state of a video element that has a frame to show (HTML, `HAVE_CURRENT_DATA`). */
const haveCurrentData = 2;
/** In ms, for a burst; a hidden page shows no frames. */
const burstLimitMs = 3000;

/** Reads clock codes in frames as this page shows them, a burst at a time. */
export class DirectReader {
  readonly #serverTime: () => ServerTime | null;
  readonly #open: () => Promise<CodeReader>;
  #reader: Promise<CodeReader> | null = null;
  /** When a stream was first found to show frames, in ms by this page's monotonic clock. */
  readonly #shownSince = new WeakMap<MediaProvider, number>();
  #busy = false;

  constructor(serverTime: () => ServerTime | null, open = openCodeReader) {
    this.#serverTime = serverTime;
    this.#open = open;
  }

  /** Reads one burst of an element's frames; null where nothing can be said, or another burst is under way. */
  async read(video: HTMLVideoElement): Promise<DirectValue | null> {
    if (this.#busy || !('requestVideoFrameCallback' in video) || !this.#isSettled(video)) {
      return null;
    }
    this.#busy = true;
    try {
      const reader = await (this.#reader ??= this.#open());
      const frames = await Promise.all(await burst(video, reader));
      const time = this.#serverTime();
      return time === null ? null : directValue(frames, time);
    } catch {
      // No picture can be taken of this element, such as while it changes its stream.
      return null;
    } finally {
      this.#busy = false;
    }
  }

  #isSettled({ srcObject, readyState }: HTMLVideoElement): boolean {
    if (srcObject === null || readyState < haveCurrentData) {
      return false;
    }
    const now = performance.now();
    const since = this.#shownSince.get(srcObject) ?? now;
    this.#shownSince.set(srcObject, since);
    return now - since >= settleMs;
  }

  close(): void {
    void this.#reader?.then((reader) => {
      reader.close();
    });
    this.#reader = null;
  }
}

/** Takes pictures of consecutive frames, and has them read meanwhile. */
function burst(video: HTMLVideoElement, reader: CodeReader): Promise<Promise<ShownFrame>[]> {
  return new Promise((resolve) => {
    const frames: Promise<ShownFrame>[] = [];
    let handle = 0;
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(handle);
      resolve(frames);
    }, burstLimitMs);
    const next = () => {
      handle = video.requestVideoFrameCallback((_now, frame) => {
        frames.push(read(video, frame, reader));
        if (frames.length < burstFrames) {
          next();
        } else {
          clearTimeout(timer);
          resolve(frames);
        }
      });
    };
    next();
  });
}

async function read(
  video: HTMLVideoElement,
  frame: VideoFrameCallbackMetadata,
  reader: CodeReader,
): Promise<ShownFrame> {
  return {
    displayMs: frame.expectedDisplayTime,
    receivedMs: frame.receiveTime ?? null,
    rtpTimestamp: frame.rtpTimestamp ?? null,
    number: frame.presentedFrames,
    // Copies the frame that is current now, although the copy is ready later.
    text: await reader.read(await createImageBitmap(video)),
  };
}
