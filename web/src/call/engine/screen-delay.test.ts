import { expect, it } from 'vitest';
import { sinceLight } from './screen-delay';

it('subtracts the middle of the screen’s delay, and allows for the longest', () => {
  expect(
    sinceLight({ directMs: 300, directLowerMs: 280, directUpperMs: 320, directReadings: 4 }),
  ).toEqual({ directMs: 270, directLowerMs: 220, directUpperMs: 320, directReadings: 4 });
});
