import { afterEach, expect, it, vi } from 'vitest';
import { watchNetwork } from './network';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('tells of a network that is back, until it is stopped', () => {
  const changed = vi.fn();
  const stop = watchNetwork(changed);
  window.dispatchEvent(new Event('online'));
  expect(changed).toHaveBeenCalledTimes(1);
  stop();
  window.dispatchEvent(new Event('online'));
  expect(changed).toHaveBeenCalledTimes(1);
});

it('tells of a network of another type, and not of new estimates about the same one', () => {
  const connection = Object.assign(new EventTarget(), { type: 'wifi', rtt: 50 });
  vi.stubGlobal('navigator', { connection });
  const changed = vi.fn();
  const stop = watchNetwork(changed);
  connection.rtt = 100;
  connection.dispatchEvent(new Event('change'));
  expect(changed).not.toHaveBeenCalled();
  connection.type = 'cellular';
  connection.dispatchEvent(new Event('change'));
  connection.dispatchEvent(new Event('change'));
  expect(changed).toHaveBeenCalledTimes(1);
  stop();
});
