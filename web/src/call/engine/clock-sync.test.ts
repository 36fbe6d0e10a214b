import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ClockSync } from './clock-sync';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('asks ten times at first, and again on a new connection', () => {
  const ping = vi.fn();
  const sync = new ClockSync(ping);
  sync.start();
  vi.advanceTimersByTime(5000);
  expect(ping).toHaveBeenCalledTimes(10);
  sync.start();
  vi.advanceTimersByTime(250);
  sync.stop();
  vi.advanceTimersByTime(5000);
  expect(ping).toHaveBeenCalledTimes(12);
});

it('knows the time of the server after an answer with it', () => {
  const sync = new ClockSync(() => undefined);
  sync.answered({});
  expect(sync.now()).toBeNull();
  const sentMs = performance.now();
  vi.advanceTimersByTime(20);
  sync.answered({ sentMs, serverMs: sentMs + 10 + 1e12 });
  expect(sync.now()?.offsetMs).toBeCloseTo(1e12, 0);
  expect(sync.now()?.errorMs).toBeGreaterThanOrEqual(10);
});
