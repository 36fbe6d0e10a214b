import { describe, expect, it } from 'vitest';
import { sample } from './sample-fixture';
import { statistics } from './statistics';

describe('statistics', () => {
  it('returns nothing for no samples', () => {
    expect(statistics([])).toEqual([]);
  });

  it('takes percentiles by nearest rank', () => {
    const samples = Array.from({ length: 100 }, (_, index) => sample({ estimateMs: 100 - index }));
    expect(statistics(samples)).toEqual([
      {
        source: 'GOPRO',
        count: 100,
        implausible: 0,
        faults: 0,
        p50: 50,
        p95: 95,
        min: 1,
        max: 100,
      },
    ]);
  });

  it('excludes wrong clocks, but counts them', () => {
    const samples = [
      sample({ estimateMs: 200 }),
      sample({ estimateMs: -5000, validity: 'CLOCK_FAULT' }),
    ];
    expect(statistics(samples)[0]).toMatchObject({ count: 1, faults: 1, p50: 200, min: 200 });
  });

  it('excludes implausible values, but counts them', () => {
    const samples = [
      sample({ estimateMs: 200 }),
      sample({ estimateMs: 5225, validity: 'IMPLAUSIBLE' }),
    ];
    expect(statistics(samples)[0]).toMatchObject({ count: 1, implausible: 1, faults: 0, max: 200 });
  });

  it('has no percentile where every clock was wrong', () => {
    expect(statistics([sample({ validity: 'CLOCK_FAULT' })])[0]).toMatchObject({
      count: 0,
      p50: null,
      max: null,
    });
  });

  it('never mixes kinds of clocks', () => {
    const samples = [sample({ estimateMs: 200 }), sample({ estimateMs: 50, source: 'STAMP' })];
    expect(statistics(samples).map(({ source, p50 }) => [source, p50])).toEqual([
      ['GOPRO', 200],
      ['STAMP', 50],
    ]);
  });
});
