import { expect, it } from 'vitest';
import { SoundFirst, soundFirstTiming } from './sound-first';
import type { Way } from './slow-network';

const { patience, pause, longestPause, asked } = soundFirstTiming;

/** Notes the same each second, including both ends, and returns whether video is paused at the end. */
function during(sound: SoundFirst, way: Way, [from, to]: [number, number], slow: boolean) {
  for (let at = from; at <= to; at += 1000) {
    sound.note({ up: false, down: false, [way]: slow }, at);
  }
  return sound.paused.get()[way];
}

/** Slow from the beginning until paused; returns when. */
function whenPaused(sound: SoundFirst, way: Way, from: number): number {
  let at = from;
  while (!during(sound, way, [at, at], true)) at += 1000;
  return at;
}

it.each(['up', 'down'] as const)('pauses video that is too much for the network: %s', (way) => {
  const sound = new SoundFirst();
  expect(during(sound, way, [0, patience[way] - 1000], true)).toBe(false);
  expect(during(sound, way, [patience[way], patience[way]], true)).toBe(true);
  expect(sound.paused.get()[way === 'up' ? 'down' : 'up']).toBe(false);
});

it('pauses nothing for a gap', () => {
  const sound = new SoundFirst();
  during(sound, 'up', [0, 9000], true);
  during(sound, 'up', [10_000, 10_000], false);
  expect(during(sound, 'up', [11_000, 20_000], true)).toBe(false);
});

it('pauses what is sent before what is received', () => {
  expect(patience.up).toBeLessThan(patience.down);
});

it('tries again after a while, and waits longer each time that the network is still too slow', () => {
  const sound = new SoundFirst();
  let at = whenPaused(sound, 'up', 0);
  for (const expected of [pause, 2 * pause, 4 * pause, 8 * pause, longestPause, longestPause]) {
    expect(during(sound, 'up', [at + 1000, at + expected - 1000], false)).toBe(true);
    expect(during(sound, 'up', [at + expected, at + expected], false)).toBe(false);
    at = whenPaused(sound, 'up', at + expected + 1000);
  }
});

it('begins with a short pause again after the network has carried video for as long as the last one', () => {
  const sound = new SoundFirst();
  const at = whenPaused(sound, 'down', 0) + pause;
  during(sound, 'down', [at, at + pause], false);
  const again = whenPaused(sound, 'down', at + pause + 1000);
  expect(during(sound, 'down', [again + pause, again + pause], false)).toBe(false);
});

it('leaves video on for a while after somebody asked for it', () => {
  const sound = new SoundFirst();
  const at = whenPaused(sound, 'up', 0);
  sound.ask('up');
  expect(sound.paused.get().up).toBe(false);
  expect(during(sound, 'up', [at + 1000, at + asked - 1000], true)).toBe(false);
  expect(during(sound, 'up', [at + asked, at + asked], true)).toBe(true);
});

it('announces changes only', () => {
  const sound = new SoundFirst();
  let changes = 0;
  sound.paused.subscribe(() => {
    changes++;
  });
  during(sound, 'up', [0, 20_000], true);
  sound.ask('down');
  expect(changes).toBe(1);
});
