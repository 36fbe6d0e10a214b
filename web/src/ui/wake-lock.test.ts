import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepScreenOn } from './wake-lock';

class Lock extends EventTarget {
  released = false;

  release(): Promise<void> {
    this.released = true;
    this.dispatchEvent(new Event('release'));
    return Promise.resolve();
  }
}

let locks: Lock[];
let visible: boolean;
let stop: (() => void) | undefined;
const onChange = vi.fn();

const held = () => locks.filter(({ released }) => !released).length;
const settle = () => vi.waitFor(() => Promise.resolve());

beforeEach(() => {
  locks = [];
  visible = true;
  onChange.mockReset();
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() =>
    visible ? 'visible' : 'hidden',
  );
  const request = () => {
    const lock = new Lock();
    locks.push(lock);
    return Promise.resolve(lock);
  };
  vi.stubGlobal('navigator', { wakeLock: { request } });
});

afterEach(() => {
  stop?.();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('keeps the screen on until it is stopped', async () => {
  stop = keepScreenOn(onChange);
  await settle();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(true);
  expect(held()).toBe(1);
  stop();
  document.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(held()).toBe(0);
  expect(locks).toHaveLength(1);
});

it('asks again when the page is shown after the browser released it', async () => {
  stop = keepScreenOn(onChange);
  await settle();
  visible = false;
  await locks[0]?.release();
  expect(onChange).toHaveBeenLastCalledWith(false);
  expect(held()).toBe(0);
  visible = true;
  document.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(onChange).toHaveBeenLastCalledWith(true);
  expect(held()).toBe(1);
});

it('releases what the browser grants after it is stopped', async () => {
  stop = keepScreenOn(onChange);
  stop();
  await settle();
  expect(locks).toHaveLength(1);
  expect(held()).toBe(0);
  expect(onChange).not.toHaveBeenCalled();
});

it('says that the screen may go off where the browser has no wake lock', async () => {
  vi.stubGlobal('navigator', {});
  stop = keepScreenOn(onChange);
  await settle();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(false);
});
