import { describe, expect, it } from 'vitest';
import { layOut } from './grid';

describe('layOut', () => {
  it('gives a single tile the whole area at 16:9', () => {
    expect(layOut(1, 1600, 1200, 10)).toEqual({ columns: 1, tileWidth: 1600, tileHeight: 1200 });
    expect(layOut(1, 1920, 500, 10)).toEqual({ columns: 1, tileWidth: 888, tileHeight: 500 });
  });

  it.each([
    [2, 1440, 700, 2],
    [4, 1440, 700, 2],
    [5, 1440, 700, 3],
    [9, 1440, 700, 3],
    [2, 390, 700, 1],
    [6, 390, 700, 2],
  ])('puts %i tiles in %i × %i into %i columns', (count, width, height, columns) => {
    expect(layOut(count, width, height, 10).columns).toBe(columns);
  });

  it('never leaves the room', () => {
    for (let count = 1; count <= 30; count++) {
      for (const [width, height] of [
        [1440, 700],
        [390, 600],
        [320, 320],
        [200, 900],
      ] as const) {
        const { columns, tileWidth, tileHeight } = layOut(count, width, height, 10);
        const rows = Math.ceil(count / columns);
        expect(columns * tileWidth + (columns - 1) * 10).toBeLessThanOrEqual(width);
        expect(rows * tileHeight + (rows - 1) * 10).toBeLessThanOrEqual(height);
        expect(tileWidth).toBeGreaterThan(0);
      }
    }
  });

  it('returns empty tiles before the size is known', () => {
    expect(layOut(3, 0, 0, 10).tileWidth).toBe(0);
  });
});
