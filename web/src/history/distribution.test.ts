import { expect, it } from 'vitest';
import {
  cumulative,
  density,
  quantile,
  roundTicks,
  shareUpTo,
  shownRange,
  type Distribution,
} from './distribution';

const line: Distribution = {
  participantId: 'p1',
  source: 'OWN',
  count: 10,
  bins: [
    { fromMs: 100, toMs: 110, count: 4 },
    { fromMs: 110, toMs: 120, count: 4 },
    { fromMs: 200, toMs: 220, count: 2 },
  ],
};

it('finds percentiles within bins, and the share up to a latency', () => {
  expect(quantile(line, 0)).toBe(100);
  expect(quantile(line, 0.5)).toBe(112.5);
  expect(quantile(line, 1)).toBe(220);
  expect(shareUpTo(line, 115)).toBeCloseTo(0.6);
  expect(shareUpTo(line, 150)).toBeCloseTo(0.8);
  expect(shareUpTo(line, 1000)).toBeCloseTo(1);
});

it('agrees with itself: the share up to a percentile is its share', () => {
  for (const share of [0.05, 0.3, 0.77, 0.95]) {
    expect(shareUpTo(line, quantile(line, share))).toBeCloseTo(share);
  }
});

it('draws steps that return to zero where there is nothing', () => {
  expect(density(line)).toEqual([
    [100, 0],
    [100, 0.4],
    [110, 0.4],
    [110, 0.4],
    [120, 0.4],
    [120, 0],
    [200, 0],
    [200, 0.1],
    [220, 0.1],
    [220, 0],
  ]);
});

it('draws shares that only rise, up to all values', () => {
  const shares = cumulative(line).map(([, share]) => share);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  expect(shares.at(-1)).toBe(1);
});

it('shows nearly all values, and something without any', () => {
  const [from, to] = shownRange([line]);
  expect(from).toBeLessThan(100);
  expect(to).toBeGreaterThan(219);
  expect(shownRange([])).toEqual([0, 100]);
});

it('chooses round ticks', () => {
  expect(roundTicks(0, 500, 6)).toEqual([0, 100, 200, 300, 400, 500]);
  expect(roundTicks(-12, 7, 4)).toEqual([-10, -5, 0, 5]);
  expect(roundTicks(0, 0.37, 4)).toEqual([0, 0.1, 0.2, 0.3]);
});
