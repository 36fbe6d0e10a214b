import type { Figures, LatencyBucket, LineIntervals, QualityBucket, SummaryLine } from './figures';

/** A minute of latency for tests, which state only the fields that matter to them. */
export function latencyBucket(
  startsAt: string,
  change: Partial<LatencyBucket> = {},
): LatencyBucket {
  return {
    startsAt,
    count: 600,
    implausible: 0,
    clockFaults: 0,
    p5Ms: 180,
    p50Ms: 210,
    p95Ms: 260,
    ...change,
  };
}

export function qualityBucket(
  startsAt: string,
  change: Partial<QualityBucket> = {},
): QualityBucket {
  return {
    startsAt,
    bitsPerSecond: 1_200_000,
    lossPercent: 0.5,
    jitterMs: 4,
    framesPerSecond: 29.9,
    freezes: 0,
    frozenMs: 0,
    brightness: 118,
    sharpness: 240,
    mediaServerMs: null,
    ...change,
  };
}

export function summaryLine(change: Partial<SummaryLine> = {}): SummaryLine {
  return {
    participantId: 'p1',
    source: 'OWN',
    count: 1234,
    implausible: 0,
    clockFaults: 0,
    minMs: 151.2,
    meanMs: 214.6,
    meanLowerMs: 190.1,
    meanUpperMs: 240.7,
    sdMs: 22.5,
    p50Ms: 210.4,
    p95Ms: 260.6,
    p99Ms: 301.1,
    maxMs: 444.4,
    ...change,
  };
}

export const lineIntervals: LineIntervals = {
  participantId: 'p1',
  source: 'OWN',
  intervals: {
    p50: { lowerMs: 204.3, upperMs: 217.9 },
    p95: { lowerMs: 250.2, upperMs: 281.4 },
    mean: { lowerMs: 213.1, upperMs: 216.1 },
  },
};

export const start = Date.parse('2026-03-01T09:00:00Z');

/** The instant so many minutes after the start. */
export const minute = (number: number) => new Date(start + 60_000 * number).toISOString();

/** Ten minutes of one participant; from the third minute to the fifth, nothing was measured. */
export function figures(change: Partial<Figures> = {}): Figures {
  const minutes = [0, 1, 5, 6, 8];
  return {
    from: start,
    to: start + 600_000,
    summary: { samplesKept: true, lines: [summaryLine()], refused: [] },
    latency: {
      resolution: 'PT1M',
      lines: [
        {
          participantId: 'p1',
          source: 'OWN',
          buckets: minutes.map((number) => latencyBucket(minute(number), { p50Ms: 200 + number })),
        },
      ],
    },
    quality: {
      resolution: 'PT1M',
      lines: [
        { participantId: 'p1', buckets: minutes.map((number) => qualityBucket(minute(number))) },
      ],
    },
    glass: { resolution: 'PT1M', lines: [] },
    samples: [],
    timeline: { edges: [], pageInfo: { hasNextPage: false } },
    ...change,
  };
}
