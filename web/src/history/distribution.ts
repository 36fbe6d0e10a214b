import { graphql, type ResultOf } from '../api/gql';

/** How often which latency occurred in a range. */
export const DistributionOfRange = graphql(`
  query DistributionOfRange($id: ID!, $range: TimeRange!, $participantId: ID) {
    meeting(id: $id) {
      id
      latencyDistribution(range: $range, participantId: $participantId) {
        participantId
        source
        count
        bins {
          fromMs
          toMs
          count
        }
      }
    }
  }
`);

type DistributionMeeting = NonNullable<ResultOf<typeof DistributionOfRange>['meeting']>;

export type Distribution = DistributionMeeting['latencyDistribution'][number];
type Bin = Distribution['bins'][number];
/** How often which latency occurred, of whatever. */
type Counted = Pick<Distribution, 'bins' | 'count'>;

/** The latency below which a share of the values lie, in ms. Within a bin, values count as spread evenly. */
export function quantile({ bins, count }: Counted, share: number) {
  let before = 0;
  for (const bin of bins) {
    if (before + bin.count >= share * count) {
      const part = Math.max(0, (share * count - before) / bin.count);
      return bin.fromMs + part * (bin.toMs - bin.fromMs);
    }
    before += bin.count;
  }
  return bins.at(-1)?.toMs ?? 0;
}

/** The share of the values that are at most so great. */
export function shareUpTo({ bins, count }: Counted, ms: number) {
  const below = bins.reduce((sum, bin) => sum + bin.count * partUpTo(bin, ms), 0);
  return count === 0 ? 0 : below / count;
}

function partUpTo({ fromMs, toMs }: Bin, ms: number): number {
  return Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
}

/** The range of ms that contains nearly all values of all distributions: a few outliers would press them together. */
export function shownRange(distributions: readonly Counted[]): [number, number] {
  const known = distributions.filter(({ count }) => count > 0);
  if (known.length === 0) return [0, 100];
  const low = Math.min(...known.map((one) => quantile(one, 0.002)));
  const high = Math.max(...known.map((one) => quantile(one, 0.998)));
  const margin = Math.max(5, 0.05 * (high - low));
  return [low - margin, high + margin];
}

/** Round numbers in a range, at most so many. */
export function roundTicks(from: number, to: number, most: number): number[] {
  const least = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-9)));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Points of a curve: x in ms, y as a share. */
export type Curve = readonly (readonly [number, number])[];

/** How many of the values lie within 10 ms, over the latency: steps as wide as the bins. */
export function density({ bins, count }: Counted): Curve {
  return bins.flatMap(({ fromMs, toMs, count: inBin }, index) => {
    const share = (10 * inBin) / count / (toMs - fromMs);
    const gapBefore = bins[index - 1]?.toMs !== fromMs;
    const gapAfter = bins[index + 1]?.fromMs !== toMs;
    return [
      ...(gapBefore ? ([[fromMs, 0]] as const) : []),
      [fromMs, share] as const,
      [toMs, share] as const,
      ...(gapAfter ? ([[toMs, 0]] as const) : []),
    ];
  });
}

/** The share of the values up to each latency. */
export function cumulative({ bins, count }: Counted): Curve {
  let sum = 0;
  return bins.flatMap(({ fromMs, toMs, count: inBin }) => {
    const before = sum / count;
    sum += inBin;
    return [[fromMs, before] as const, [toMs, sum / count] as const];
  });
}
