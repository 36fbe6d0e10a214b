import { expect, it } from 'vitest';
import { place } from './code-canvas';
import { Schedule } from './schedule';

/** The times at which a display with this refresh rate gets a new code, in ms. */
function draw(hertz: number, seconds: number): number[] {
  const schedule = new Schedule();
  const drawn: number[] = [];
  for (let frame = 0; frame < hertz * seconds; frame++) {
    const now = (frame * 1000) / hertz;
    if (schedule.next(now)) drawn.push(now);
  }
  return drawn;
}

it.each([30, 60, 90, 120, 144, 240])('draws about ten codes a second at %i Hz', (hertz) => {
  const drawn = draw(hertz, 10);
  expect(drawn.length).toBeGreaterThanOrEqual(95);
  expect(drawn.length).toBeLessThanOrEqual(115);
  const holds = drawn.slice(1).map((at, i) => at - (drawn[i] ?? 0));
  expect(Math.max(...holds)).toBeLessThanOrEqual(100 + 1e-6);
});

it('does not keep step with a camera of 30 frames a second', () => {
  const ages = new Set(draw(60, 10).map((at) => Math.round(at % (1000 / 30))));
  expect(ages.size).toBeGreaterThan(1);
});

it('expects a code at the next refresh, and at a later one if drawing began late', () => {
  const schedule = new Schedule();
  for (let i = 0; i <= 60; i++) schedule.next(i * 10);
  expect(schedule.refreshMs).toBeCloseTo(10, 6);
  expect(schedule.presentation(600, 601)).toBeCloseTo(610, 6);
  expect(schedule.presentation(600, 613)).toBeCloseTo(620, 6);
});

it('is not confused by frames that were missed', () => {
  const schedule = new Schedule();
  let now = 0;
  for (let i = 0; i < 100; i++) {
    now += i % 9 === 0 ? 70 : 1000 / 60;
    schedule.next(now);
  }
  expect(schedule.refreshMs).toBeCloseTo(1000 / 60, 6);
});

it.each([
  [390, 700, 3],
  [412, 732, 2.625],
  [844, 390, 3],
  [1440, 900, 1],
  [640, 360, 1.5],
])('fills %i x %i at ratio %d with whole pixels', (width, height, ratio) => {
  const area = { left: 7, top: 3, width, height };
  const placed = place(area, ratio);
  if (placed === null) throw new Error('there is room');
  const { left, top, side, modulePx } = placed;
  expect(modulePx).toBe(Math.floor((Math.min(width, height) * ratio) / 37));
  for (const edge of [area.left + left, area.top + top, side]) {
    expect(edge * ratio).toBeCloseTo(Math.round(edge * ratio), 6);
  }
  expect(left).toBeGreaterThanOrEqual(-1 / ratio);
  expect(left + side).toBeLessThanOrEqual(width + 1 / ratio);
});

it('draws nothing where there is no room', () => {
  expect(place({ left: 0, top: 0, width: 20, height: 300 }, 1)).toBeNull();
});
