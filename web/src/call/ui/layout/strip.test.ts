import { expect, it } from 'vitest';
import { stripFor } from './strip';

it('is beside the large tile on a wide screen, and below it on a phone', () => {
  expect(stripFor(3, 1420, 700, 10).side).toBe(true);
  expect(stripFor(3, 370, 600, 10).side).toBe(false);
  expect(stripFor(3, 748, 900, 10).side).toBe(false);
});

it.each([
  [1420, 700],
  [748, 900],
  [370, 600],
  [300, 420],
  [700, 300],
])('never has more tiles than fit into %i × %i', (width, height) => {
  for (let count = 1; count < 50; count++) {
    const { side, tileWidth, tileHeight, capacity } = stripFor(count, width, height, 10);
    const shown = Math.min(count, capacity);
    const length = shown * (side ? tileHeight : tileWidth) + (shown - 1) * 10;
    const buttons = side && count > capacity ? 50 : 0;
    expect(length + buttons).toBeLessThanOrEqual(side ? height : width);
  }
});
