import { describe, expect, it } from 'vitest';
import { histogramBins } from './histogram-bins';

describe('histogramBins', () => {
  it('counts every value in bins of one round width', () => {
    const values = Array.from({ length: 1000 }, (_, index) => 400 + (index % 97));
    const bins = histogramBins(values);
    expect(bins.length).toBeLessThanOrEqual(30);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(new Set(bins.map(({ from, to }) => to - from))).toEqual(new Set([5]));
    expect(bins[0]?.from).toBe(400);
  });

  it('puts outliers into the outermost bins', () => {
    const values = [
      -5000,
      ...Array.from({ length: 300 }, (_, index) => 100 + (index % 10)),
      90_000,
    ];
    const bins = histogramBins(values);
    expect(bins[0]).toEqual({ from: 100, to: 101, count: 31 });
    expect(bins.at(-1)).toEqual({ from: 109, to: 110, count: 31 });
  });

  it('handles negative values, one value, none, and a huge range', () => {
    expect(histogramBins([-3])).toEqual([{ from: -3, to: -2, count: 1 }]);
    expect(histogramBins([])).toEqual([]);
    const wide = histogramBins([-1e7, 0, 1e7]);
    expect(wide.length).toBeLessThanOrEqual(31);
    expect(wide.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });
});
