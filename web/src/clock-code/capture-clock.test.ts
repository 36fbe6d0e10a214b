import { expect, it } from 'vitest';
import { CaptureClock } from './capture-clock';

/** The clock of timestamps is ahead of the page's by this, in ms. */
const ahead = 45_520_580.4;

/** Frames as the worker gets them, and as the page learns of some of them. */
function film(
  gapsMs: readonly number[],
  delayMs: (i: number) => number,
  known: (i: number) => boolean,
) {
  const clock = new CaptureClock();
  let atMs = 1_795_709_712_000;
  gapsMs.forEach((gapMs, i) => {
    atMs += gapMs;
    clock.frame(atMs + ahead, atMs + delayMs(i));
    if (known(i)) clock.captured(Math.round(atMs * 10) / 10);
  });
  return { clock, atMs };
}

const even = Array.from({ length: 20 }, () => 33.3);

it.each([
  ['evenly spaced frames', even, (i: number) => 3 + (i % 5) * 8],
  [
    'uneven frames',
    even.map((gap, i) => gap + ((i * 7) % 11) - 5),
    (i: number) => 2 + (i % 3) * 20,
  ],
  ['rare frames', even.map(() => 200), (i: number) => 4 + (i % 7)],
  ['frames that take most of a gap', even, () => 25],
  ['late frames, by their uneven gaps', even.map((gap, i) => gap + ((i * 7) % 11) - 5), () => 120],
])('finds the capture times of %s', (_, gaps, delay) => {
  const { clock, atMs } = film(gaps, delay, (i) => i % 2 === 1);
  expect(clock.at(atMs + ahead)).toBeCloseTo(atMs, 0);
});

it('knows nothing before enough frames agree', () => {
  const { clock, atMs } = film(
    even,
    () => 3,
    (i) => i < 3,
  );
  expect(clock.at(atMs + ahead)).toBeNull();
});

it('knows nothing where the browser tells no capture times', () => {
  const { clock, atMs } = film(
    even,
    () => 3,
    () => false,
  );
  expect(clock.at(atMs + ahead)).toBeNull();
});

it('does not take unrelated times for capture times', () => {
  const clock = new CaptureClock();
  for (let i = 0; i < 60; i++) {
    clock.frame(i * 33.3 + ahead, i * 33.3 + 5);
    // Each differs from all others.
    clock.captured(i * 33.3 + ((i * 13) % 31));
  }
  expect(clock.at(ahead)).toBeNull();
});
