import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stampModulePx, stampModules } from '../../clock-code/stamp-size';
import type { StampedTrack } from '../../clock-code/stamped-track';
import { fakeTrack } from '../testing/fakes';
import { StampClock, type Sent } from './stamp-clock';

const hd = { width: 1280, height: 720 };

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
  let current: StampedTrack | null;
  const lease = vi.fn<() => Promise<string>>();
  const release = vi.fn();
  const report = vi.fn();
  const camera = Object.assign(fakeTrack('video'), { getSettings: () => hd });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = { size: hd, framesPerSecond: 30 };
    stamped = [];
    current = null;
    lease.mockReset().mockResolvedValue('04711');
    release.mockReset();
    report.mockReset();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const open = () =>
    new StampClock({
      serverTime: () => ({ offsetMs: 1e12, errorMs: 2 }),
      lease,
      release,
      report,
      sent: () => Promise.resolve(sent),
      send: (stamp) => {
        current?.stop();
        current = stamp?.(camera) ?? null;
      },
      stampTrack: () => {
        const one = { stop: vi.fn(), change: vi.fn() };
        stamped.push(one);
        return { path: 'worker', track: fakeTrack('video'), ...one };
      },
    });

  it('draws, reports each second, and gives the id back', async () => {
    const stamp = open();
    await stamp.start();
    expect(stamp.state.get()).toEqual({
      phase: 'on',
      clockId: '04711',
      path: 'worker',
      problem: null,
    });
    await vi.advanceTimersByTimeAsync(3000);
    expect(report.mock.calls.length).toBeGreaterThanOrEqual(4);
    const last = report.mock.lastCall?.[0] as { clockId: string; errorMs: number };
    expect(last.clockId).toBe('04711');
    expect(last.errorMs).toBeGreaterThan(2 + 33);
    stamp.stop();
    expect(release).toHaveBeenCalledOnce();
    expect(current).toBeNull();
    expect(stamped[0]?.stop).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3000);
    expect(stamp.state.get().phase).toBe('off');
  });

  it('stops below the size that can be read, says so, and returns', async () => {
    const stamp = open();
    await stamp.start();
    sent = { size: { width: 320, height: 180 }, framesPerSecond: 30 };
    await vi.advanceTimersByTimeAsync(1000);
    expect(stamp.state.get()).toMatchObject({ phase: 'waiting', path: null });
    expect(stamp.state.get().problem).toContain('too small');
    expect(current).toBeNull();
    sent = { size: hd, framesPerSecond: 30 };
    await vi.advanceTimersByTimeAsync(1000);
    expect(stamp.state.get().phase).toBe('on');
    expect(stamped).toHaveLength(2);
  });

  it('sends the camera as it is while the tab is hidden, or nothing is sent', async () => {
    const stamp = open();
    await stamp.start();
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(stamp.state.get().problem).toContain('hidden');
    expect(current).toBeNull();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(stamp.state.get().phase).toBe('on');
    sent = null;
    await vi.advanceTimersByTimeAsync(1000);
    expect(stamp.state.get().problem).toBe('Waiting for your video.');
    expect(current).toBeNull();
  });

  it('says why the server gives no id', async () => {
    lease.mockRejectedValue(new Error('There are too many clocks.'));
    const stamp = open();
    await stamp.start();
    expect(stamp.state.get()).toEqual({
      phase: 'off',
      clockId: null,
      path: null,
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
    await stamp.start();
    stamp.stop('The clock is wrong.');
    expect(stamp.state.get()).toMatchObject({ phase: 'off', problem: 'The clock is wrong.' });
    expect(current).toBeNull();
  });

  it('leaves nothing after a hundred starts and stops', async () => {
    const stamp = open();
    for (let i = 0; i < 100; i++) {
      await stamp.start();
      stamp.stop();
    }
    expect(stamped).toHaveLength(100);
    expect(stamped.every((one) => one.stop.mock.calls.length === 1)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
