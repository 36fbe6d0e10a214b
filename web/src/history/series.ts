import uPlot from 'uplot';
import type { Sample } from './samples';

/** A pause longer than this, in s, is a gap in the chart: the latency during it is unknown. */
const gapSeconds = 5;

/**
 * The columns of a chart: x in s since 1970, then for each kind of clock in `sources` the latency, the lower bound,
 * the upper bound and the excluded values. Null is a gap.
 */
export function chartData(
  samples: readonly Sample[],
  sources: readonly Sample['source'][],
): uPlot.AlignedData {
  if (samples.length === 0) {
    return [[], ...sources.flatMap(() => [[], [], [], []])];
  }
  const tables = sources.map((source) =>
    table(samples.filter((sample) => sample.source === source)),
  );
  return tables.length === 1 && tables[0] !== undefined ? tables[0] : uPlot.join(tables);
}

function table(samples: readonly Sample[]): uPlot.AlignedData {
  const x: number[] = [];
  const columns: (number | null)[][] = [[], [], [], []];
  const add = (at: number, row: readonly (number | null)[]) => {
    x.push(at);
    row.forEach((value, column) => columns[column]?.push(value));
  };
  for (const { arrivedAt, estimateMs, estimateLowerMs, estimateUpperMs, validity } of samples) {
    const at = Date.parse(arrivedAt) / 1000;
    const before = x.at(-1);
    if (before !== undefined && at - before > gapSeconds) {
      add((at + before) / 2, [null, null, null, null]);
    }
    add(
      at,
      validity === 'VALID'
        ? [estimateMs, estimateLowerMs, estimateUpperMs, null]
        : [null, null, null, estimateMs],
    );
  }
  return [x, ...columns];
}
