import { expect, it } from 'vitest';
import { sinceLight } from './screen-delay';

it('subtracts the middle of the screen’s delay, and allows for the longest', () => {
  const rest = { directReadings: 4, frames: [] };
  expect(sinceLight({ directMs: 300, directLowerMs: 280, directUpperMs: 320, ...rest })).toEqual({
    directMs: 270,
    directLowerMs: 220,
    directUpperMs: 320,
    ...rest,
  });
});
