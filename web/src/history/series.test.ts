import { describe, expect, it } from 'vitest';
import { sample } from './sample-fixture';
import { chartData } from './series';

const at = (second: number, change = {}) =>
  sample({
    arrivedAt: new Date(second * 1000).toISOString(),
    estimateMs: 200,
    estimateLowerMs: 150,
    estimateUpperMs: 210,
    ...change,
  });

describe('chartData', () => {
  it('has empty columns for nothing', () => {
    expect(chartData([], ['GOPRO'])).toEqual([[], [], [], [], []]);
  });

  it('has latency, bounds and values that do not count in columns of their own', () => {
    expect(
      chartData([at(10), at(11, { validity: 'CLOCK_FAULT', estimateMs: -900 })], ['GOPRO']),
    ).toEqual([
      [10, 11],
      [200, null],
      [150, null],
      [210, null],
      [null, -900],
    ]);
  });

  it('leaves a gap where nothing was measured', () => {
    expect(chartData([at(10), at(12), at(22)], ['GOPRO'])[1]).toEqual([200, 200, null, 200]);
  });

  it('draws no line from one kind of clock to another', () => {
    const data = chartData(
      [at(10), at(11, { source: 'OWN', estimateMs: 80 }), at(12)],
      ['GOPRO', 'OWN'],
    );
    expect(data[0]).toEqual([10, 11, 12]);
    expect(data[1]).toEqual([200, undefined, 200]);
    expect(data[5]).toEqual([undefined, 80, undefined]);
  });
});
