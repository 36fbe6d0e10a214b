import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stampModulePx, stampModules, type Size } from '../../clock-code/stamp-size';
import type { Shows } from '../../clock-code/stamp-messages';
import type { StampedTrack } from '../../clock-code/stamped-track';
import { fakeTrack } from '../testing/fakes';
import type { CameraFilter, Filtered } from './filtered-camera';
import type { Sent } from './sent-video';
import { StampClock, type StampClockOptions } from './stamp-clock';

const hd = { width: 1280, height: 720 };

function sending(size: Size): Sent {
  return { size, framesPerSecond: 30, bytes: 0, atMs: 0, targetBitsPerSecond: null };
}

describe('the size of a stamp', () => {
  it.each([
    [1920, 1080],
    [1280, 720],
    [640, 480],
    [640, 360],
    [720, 1280],
  ])('can be read after encoding %d × %d down to 360 lines', (width, height) => {
    const px = stampModulePx({ width, height }, null) ?? NaN;
    expect((px * 360) / Math.max(360, Math.min(width, height))).toBeGreaterThanOrEqual(3);
    expect((px * stampModules) ** 2 / (width * height)).toBeLessThanOrEqual(0.12);
  });

  it('grows with a smaller encoded picture, until it would cover too much', () => {
    expect(stampModulePx(hd, hd)).toBe(6);
    expect(stampModulePx(hd, { width: 640, height: 360 })).toBe(6);
    expect(stampModulePx(hd, { width: 480, height: 270 })).toBe(8);
    expect(stampModulePx(hd, { width: 320, height: 180 })).toBeNull();
    expect(stampModulePx({ width: 320, height: 180 }, null)).toBeNull();
  });
});

describe('the stamp clock', () => {
  let sent: Sent | null;
  let stamped: { stop: ReturnType<typeof vi.fn>; change: ReturnType<typeof vi.fn> }[];
  let current: Filtered | null;
  let shows: Shows;
  let opened: StampClock[];
  const lease = vi.fn<() => Promise<string>>();
  const release = vi.fn();
  const report = vi.fn();
  const camera = Object.assign(fakeTrack('video'), { getSettings: () => hd });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = sending(hd);
    shows = 'drawing';
    opened = [];
    stamped = [];
    current = null;
    lease.mockReset().mockResolvedValue('04711');
    release.mockReset();
    report.mockReset();
  });

  afterEach(() => {
    for (const one of opened) one.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const send = async (filter: CameraFilter | null) => {
    current?.stop();
    current = null;
    if (filter !== null) current = await filter(camera).catch(() => null);
  };

  const stampTrack = (): Promise<StampedTrack> => {
    const one = { stop: vi.fn(), change: vi.fn() };
    stamped.push(one);
    return Promise.resolve({ path: 'streams', track: fakeTrack('video'), shows, ...one });
  };

  const open = (change: Partial<StampClockOptions> = {}) => {
    const stamp = new StampClock({
      serverTime: () => ({ offsetMs: 1e12, errorMs: 2 }),
      lease,
      release,
      report,
      sent: () => Promise.resolve(sent),
      send: (filter) => void send(filter),
      loadStamps: () => Promise.resolve({ stampTrack }),
      ...change,
    });
    stamp.open();
    opened.push(stamp);
    return stamp;
  };

  const start = async (stamp: StampClock) => {
    await stamp.start();
    await vi.advanceTimersByTimeAsync(0);
  };
  const reported = () => report.mock.lastCall?.[0] as { clockId: string; errorMs: number };

  it.each([
    ['drawing', 30, 2 + 1000 / 30],
    ['drawing', 15, 2 + 1000 / 15],
    ['capture', 15, 2 + 1],
  ] as const)('reports the error of showing the %s at %i fps', async (instant, fps, errorMs) => {
    shows = instant;
    sent = { ...sending(hd), framesPerSecond: fps };
    const stamp = open();
    await start(stamp);
    expect(stamp.state.get().shows).toBe(instant);
    expect(reported().errorMs).toBeCloseTo(errorMs, 5);
  });

  it('stamps another camera anew, and reports the greater error until it is known', async () => {
    shows = 'capture';
    let filter: CameraFilter | null = null;
    const stamp = open({
      send: (one) => {
        filter = one;
        void one?.(camera);
      },
    });
    await start(stamp);
    shows = 'drawing';
    await (filter as CameraFilter | null)?.(camera);
    expect(stamped).toHaveLength(2);
    expect(reported().errorMs).toBeGreaterThan(30);
  });

  it('says when the browser cannot draw it, and sends the camera as it is', async () => {
    const stamp = open({
      loadStamps: () =>
        Promise.resolve({ stampTrack: () => Promise.reject(new Error('no canvas')) }),
    });
    await start(stamp);
    expect(stamp.state.get()).toMatchObject({
      phase: 'off',
      problem: 'This browser cannot draw a stamp.',
    });
    expect(current).toBeNull();
    expect(release).toHaveBeenCalledOnce();
  });

  it('says when what draws it cannot be loaded', async () => {
    const stamp = open({
      loadStamps: () => Promise.reject(new TypeError('the connection is lost')),
    });
    await start(stamp);
    expect(stamp.state.get()).toMatchObject({
      phase: 'off',
      problem: 'The stamp could not be loaded. Check your connection, then switch it on again.',
    });
    expect(release).toHaveBeenCalledOnce();
  });

  it('compares the bit rate with that before it was switched on', async () => {
    const stamp = open();
    const seconds = async (count: number, bitsPerSecond: number) => {
      for (let i = 0; i < count; i++) {
        const before = sent ?? sending(hd);
        sent = { ...before, bytes: before.bytes + bitsPerSecond / 8, atMs: before.atMs + 1000 };
        await vi.advanceTimersByTimeAsync(1000);
      }
    };
    await seconds(20, 800_000);
    expect(stamp.cost.get()).toEqual({ cost: null, comparable: true });
    await start(stamp);
    await seconds(20, 860_000);
    expect(stamp.cost.get().cost?.bitsPerSecond).toBeCloseTo(60_000, 0);
  });

  it('draws, reports each second, and gives the id back', async () => {
    const stamp = open();
    await start(stamp);
    expect(stamp.state.get()).toEqual({
      phase: 'on',
      clockId: '04711',
      path: 'streams',
      shows: 'drawing',
      problem: null,
    });
    await vi.advanceTimersByTimeAsync(3000);
    expect(report.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(reported().clockId).toBe('04711');
    stamp.stop();
    expect(release).toHaveBeenCalledOnce();
    expect(current).toBeNull();
    expect(stamped[0]?.stop).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3000);
    expect(stamp.state.get().phase).toBe('off');
  });

  it('stops below the size that can be read, says so, and returns', async () => {
    const stamp = open();
    await start(stamp);
    sent = sending({ width: 320, height: 180 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(stamp.state.get()).toMatchObject({ phase: 'waiting', path: null });
    expect(stamp.state.get().problem).toContain('too small');
    expect(current).toBeNull();
    sent = sending(hd);
    await vi.advanceTimersByTimeAsync(1000);
    expect(stamp.state.get().phase).toBe('on');
    expect(stamped).toHaveLength(2);
  });

  it('sends the camera as it is while the tab is hidden, or nothing is sent', async () => {
    const stamp = open();
    await start(stamp);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(stamp.state.get().problem).toContain('hidden');
    expect(current).toBeNull();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(stamp.state.get().phase).toBe('on');
    sent = null;
    await vi.advanceTimersByTimeAsync(1000);
    expect(stamp.state.get().problem).toBe('Waiting for your video.');
    expect(current).toBeNull();
  });

  it('says why the server gives no id', async () => {
    lease.mockRejectedValue(new Error('There are too many clocks.'));
    const stamp = open();
    await start(stamp);
    expect(stamp.state.get()).toEqual({
      phase: 'off',
      clockId: null,
      path: null,
      shows: null,
      problem: 'There are too many clocks.',
    });
  });

  it('gives an id back that comes after it was switched off', async () => {
    const stamp = open();
    const starting = stamp.start();
    stamp.stop();
    await starting;
    expect(release).toHaveBeenCalledOnce();
    expect(stamp.state.get().phase).toBe('off');
  });

  it('stops when the server ends it, and says why', async () => {
    const stamp = open();
    await start(stamp);
    stamp.stop('The clock is wrong.');
    expect(stamp.state.get()).toMatchObject({ phase: 'off', problem: 'The clock is wrong.' });
    expect(current).toBeNull();
  });

  it('leaves nothing after a hundred starts and stops', async () => {
    const stamp = open();
    for (let i = 0; i < 100; i++) {
      await start(stamp);
      stamp.stop();
    }
    expect(stamped).toHaveLength(100);
    expect(stamped.every((one) => one.stop.mock.calls.length === 1)).toBe(true);
    // That which watches the bit rate.
    expect(vi.getTimerCount()).toBe(1);
  });
});
