import { expect, it } from 'vitest';
import { sentVideo, type Sent } from './sent-video';
import { StampCost } from './stamp-cost';

const hd = { width: 1280, height: 720 };

class Video {
  readonly cost = new StampCost();
  #sent: Sent = { size: hd, framesPerSecond: 30, bytes: 0, atMs: 0, targetBitsPerSecond: null };

  /** Seconds of video at these bit rates. */
  send(kbitsPerSecond: readonly number[], stamped: boolean, change: Partial<Sent> = {}): void {
    for (const kbits of kbitsPerSecond) {
      const { bytes, atMs } = this.#sent;
      this.#sent = { ...this.#sent, ...change, bytes: bytes + kbits * 125, atMs: atMs + 1000 };
      this.cost.add(this.#sent, stamped);
    }
  }
}

/** So many seconds about a rate. */
const about = (kbits: number, count: number, spread = 0) =>
  Array.from({ length: count }, (_, i) => kbits + (i % 2 === 0 ? spread : -spread));

it('is the difference between the seconds after and before, with its uncertainty', () => {
  const video = new Video();
  video.send(about(800, 24, 40), false);
  expect(video.cost.comparable).toBe(true);
  expect(video.cost.value).toBeNull();
  // The keyframe and what follows it do not count.
  video.send([4000, 1500, 1000, 900], true);
  video.send(about(860, 20, 40), true);
  const { bitsPerSecond, plusMinus, without } = video.cost.value ?? {};
  expect(bitsPerSecond).toBeCloseTo(60_000, -1);
  expect(without).toBeCloseTo(800_000, -1);
  // 2.1 · √(2 · 41² / 20)
  expect((plusMinus ?? NaN) / 1000).toBeCloseTo(27.2, 0);
});

it('compares with the first seconds after the change only', () => {
  const video = new Video();
  video.send(about(800, 24), false);
  video.send(about(850, 24), true);
  video.send(about(2000, 60), true);
  expect(video.cost.value?.bitsPerSecond).toBeCloseTo(50_000, -1);
});

it('is unknown without seconds before', () => {
  const video = new Video();
  video.send(about(800, 40), true);
  expect(video.cost.comparable).toBe(false);
  expect(video.cost.value).toBeNull();
});

it('is unknown where the picture or what the connection allows has changed', () => {
  const smaller = new Video();
  smaller.send(about(800, 24), false);
  smaller.send(about(400, 24), true, { size: { width: 640, height: 360 } });
  expect(smaller.cost.value).toBeNull();

  const slower = new Video();
  slower.send(about(800, 24), false, { targetBitsPerSecond: 2_000_000 });
  slower.send(about(400, 24), true, { targetBitsPerSecond: 500_000 });
  expect(slower.cost.value).toBeNull();
});

it('reads what the encoder sends from the statistics', () => {
  const outbound = { type: 'outbound-rtp', kind: 'video', timestamp: 5000, headerBytesSent: 100 };
  const report = new Map<string, unknown>([
    ['audio', { ...outbound, kind: 'audio', bytesSent: 1 }],
    [
      'main',
      { ...outbound, bytesSent: 900, frameWidth: 1280, frameHeight: 720, targetBitrate: 2e6 },
    ],
    ['small', { ...outbound, bytesSent: 50, frameWidth: 320, frameHeight: 180 }],
  ]);
  expect(sentVideo(report)).toEqual({
    size: hd,
    framesPerSecond: null,
    bytes: 1000,
    atMs: 5000,
    targetBitsPerSecond: 2e6,
  });
  expect(sentVideo(new Map([['idle', outbound]]))).toBeNull();
});
