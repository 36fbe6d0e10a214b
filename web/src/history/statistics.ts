import type { Sample } from './samples';

/** The latencies of one participant by one kind of clock; kinds are never mixed. Times in ms. */
export interface Statistics {
  source: Sample['source'];
  /** The number of valid samples. The statistics below include no others. */
  count: number;
  implausible: number;
  faults: number;
  p50: number | null;
  p95: number | null;
  min: number | null;
  max: number | null;
}

/** Computes the statistics of each kind of clock that occurs. */
export function statistics(samples: readonly Sample[]): Statistics[] {
  const sources = [...new Set(samples.map((sample) => sample.source))].sort();
  return sources.map((source) => {
    const all = samples.filter((sample) => sample.source === source);
    const sorted = all
      .filter((sample) => sample.validity === 'VALID')
      .map((sample) => sample.estimateMs)
      .sort((a, b) => a - b);
    return {
      source,
      count: sorted.length,
      implausible: all.filter(({ validity }) => validity === 'IMPLAUSIBLE').length,
      faults: all.filter(({ validity }) => validity === 'CLOCK_FAULT').length,
      p50: percentile(sorted, 50),
      p95: percentile(sorted, 95),
      min: sorted[0] ?? null,
      max: sorted.at(-1) ?? null,
    };
  });
}

/** Uses the nearest-rank method, so that every percentile is a measured value. */
function percentile(sorted: readonly number[], percent: number): number | null {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}
