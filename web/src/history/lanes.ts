import { durationSeconds, type Figures, type LatencyBucket, type QualityBucket } from './figures';
import type { RawSample } from './raw-samples';
import { sourceNames } from './source-names';

/** One line of a chart. Null is a gap. */
export interface LaneLine {
  key: string;
  name: string;
  /** The number of its colour. */
  colour: number;
  values: (number | null)[];
  /** A band around it. */
  low?: (number | null)[];
  high?: (number | null)[];
  /** Bounds of the true values. */
  lowest?: (number | null)[];
  highest?: (number | null)[];
  /** Single measurements: times in s since 1970, and values. */
  points?: readonly { at: number; value: number }[];
}

/** One chart of the page. All have the same times. */
export interface Lane {
  key: string;
  title: string;
  /** What its lines and bands are; null where the title says it. */
  note: string | null;
  /** What a value is, such as `ms`, with a space before it where there is one. */
  unit: string;
  digits: number;
  /** The greatest value of the axis is at least this. */
  least: number;
  /** Lines across the chart, in the unit. */
  thresholds: readonly number[];
  lines: LaneLine[];
  /** What the axis has room for, where that is more than its own lines. */
  scaledTo?: readonly LaneLine[];
}

/** The charts of a range. */
export interface Lanes {
  /** The middles of the buckets, in s since 1970. */
  times: number[];
  lanes: Lane[];
}

/** Delays over time: the median of each bucket, with a band around it. */
interface DelayLine {
  participantId: string;
  source: LatencyLine['source'];
  buckets: readonly DelayBucket[];
}
type LatencyLine = Figures['latency']['lines'][number];
type DelayBucket = Pick<LatencyBucket, 'startsAt' | 'p5Ms' | 'p50Ms' | 'p95Ms'> & {
  lowerMs?: number | null;
  upperMs?: number | null;
};

/** ITU-T G.114: up to 150 ms most people notice nothing, above 400 ms a conversation is hard. */
export const latencyThresholds = [150, 400];

interface QualityLane {
  key: string;
  title: string;
  unit: string;
  digits: number;
  least: number;
  value: (bucket: QualityBucket) => number | null;
}

const qualityLanes: readonly QualityLane[] = [
  {
    key: 'loss',
    title: 'Packets lost',
    unit: ' %',
    digits: 1,
    least: 1,
    value: ({ lossPercent }) => lossPercent,
  },
  {
    key: 'jitter',
    title: 'Jitter',
    unit: ' ms',
    digits: 1,
    least: 10,
    value: ({ jitterMs }) => jitterMs,
  },
  {
    key: 'fps',
    title: 'Frames per second',
    unit: '',
    digits: 1,
    least: 30,
    value: ({ framesPerSecond }) => framesPerSecond,
  },
  {
    key: 'freezes',
    title: 'Freezes',
    unit: '',
    digits: 0,
    least: 2,
    value: ({ freezes }) => freezes,
  },
  {
    key: 'rate',
    title: 'Bit rate',
    unit: ' Mbit/s',
    digits: 2,
    least: 0.5,
    value: ({ bitsPerSecond }) => bitsPerSecond / 1e6,
  },
  {
    key: 'brightness',
    title: 'Brightness',
    unit: '',
    digits: 0,
    least: 255,
    value: ({ brightness }) => brightness,
  },
  {
    key: 'sharpness',
    title: 'Sharpness',
    unit: '',
    digits: 0,
    least: 100,
    value: ({ sharpness }) => sharpness,
  },
  {
    key: 'server',
    title: 'Time in the media server',
    unit: ' ms',
    digits: 1,
    least: 2,
    value: ({ mediaServerMs }) => mediaServerMs,
  },
];

/** The keys of all charts, from top to bottom. */
export const laneKeys = ['latency', 'glass', ...qualityLanes.map(({ key }) => key)];

/**
 * Makes the charts: latency, glass to glass, then the quality of video. A lane without a value is left out.
 *
 * @param nameOf the name of a participant
 */
export function lanesOf(figures: Figures, nameOf: (participantId: string) => string): Lanes {
  const step = Math.max(
    durationSeconds(figures.latency.resolution),
    durationSeconds(figures.quality.resolution),
    durationSeconds(figures.glass.resolution),
    1,
  );
  const first = Math.floor(figures.from / 1000 / step);
  const last = Math.floor((figures.to - 1) / 1000 / step);
  const times = Array.from({ length: last - first + 1 }, (_, i) => (first + i + 0.5) * step);
  const index = (startsAt: string) => Math.floor(Date.parse(startsAt) / 1000 / step) - first;
  const measured = figures.latency.lines.filter(({ buckets }) =>
    buckets.some(({ count }) => count > 0),
  );
  const delays: readonly DelayLine[] = [...measured, ...figures.glass.lines];
  const keyOf = ({ participantId, source }: Pick<DelayLine, 'participantId' | 'source'>) =>
    `${participantId} ${source}`;
  const keys = [...new Set(delays.map(keyOf))];
  const people = [
    ...new Set([...delays, ...figures.quality.lines].map(({ participantId }) => participantId)),
  ];
  const column = <B extends { startsAt: string }>(
    buckets: readonly B[],
    value: (bucket: B) => number | null,
  ) => {
    const values = new Array<number | null>(times.length).fill(null);
    for (const bucket of buckets) {
      const at = index(bucket.startsAt);
      if (at >= 0 && at < values.length) values[at] = value(bucket);
    }
    return values;
  };

  const several = new Set(delays.map(({ source }) => source)).size > 1;
  const delayLine = (line: DelayLine): LaneLine => {
    const { participantId, source, buckets } = line;
    const of = (value: (bucket: DelayBucket) => number | null) => column(buckets, value);
    return {
      key: keyOf(line),
      name: several ? `${nameOf(participantId)}, ${sourceNames[source]}` : nameOf(participantId),
      colour: several ? keys.indexOf(keyOf(line)) : people.indexOf(participantId),
      values: of(({ p50Ms }) => p50Ms),
      low: of(({ p5Ms }) => p5Ms),
      high: of(({ p95Ms }) => p95Ms),
      ...(buckets.some(({ lowerMs }) => typeof lowerMs === 'number') && {
        lowest: of(({ lowerMs }) => lowerMs ?? null),
        highest: of(({ upperMs }) => upperMs ?? null),
      }),
    };
  };
  const delay = { unit: ' ms', digits: 0, least: 100, thresholds: latencyThresholds };
  const latency: Lane = {
    ...delay,
    key: 'latency',
    title: 'Latency',
    note: 'median, 5th to 95th percentile',
    lines: measured.map((line) => ({
      ...delayLine(line),
      points: pointsOf(figures.samples, line.participantId, line.source),
    })),
  };
  const glass: Lane = {
    ...delay,
    key: 'glass',
    title: 'Glass to glass',
    note: 'estimates of all viewers: median, 5th to 95th percentile',
    lines: figures.glass.lines.map(delayLine),
  };
  const quality = qualityLanes.map(({ value, ...lane }): Lane => ({
    ...lane,
    note: null,
    thresholds: [],
    lines: figures.quality.lines.map(({ participantId, buckets }) => ({
      key: participantId,
      name: nameOf(participantId),
      colour: people.indexOf(participantId),
      values: column(buckets, value),
    })),
  }));
  const known = (lane: Lane) =>
    lane.lines.some(({ values }) => values.some((value) => value !== null));
  return { times, lanes: [latency, glass, ...quality].filter(known) };
}

/** A chart for each line of a lane, all with the same axis of values. */
export function apart(lane: Lane): Lane[] {
  return lane.lines.map((line) => ({ ...lane, lines: [line], scaledTo: lane.lines }));
}

/** The least and the greatest value of a chart's axis. */
export function extentOf({ lines, scaledTo = lines, least }: Lane): [number, number] {
  const values = scaledTo.flatMap(({ values: own, low, high, lowest, highest, points }) => [
    ...[own, low, high, lowest, highest].flatMap((column) =>
      (column ?? []).filter((one) => one !== null),
    ),
    ...(points ?? []).map(({ value }) => value),
  ]);
  // Not by spreading: a chart has thousands of values.
  const low = values.reduce((one, other) => Math.min(one, other), 0);
  const high = values.reduce((one, other) => Math.max(one, other), 0);
  return [1.1 * low, Math.max(least, 1.1 * high)];
}

function pointsOf(samples: readonly RawSample[], participantId: string, source: string) {
  return samples
    .filter(
      (sample) =>
        sample.participantId === participantId &&
        sample.source === source &&
        sample.validity === 'VALID',
    )
    .map(({ arrivedAt, estimateMs }) => ({ at: Date.parse(arrivedAt) / 1000, value: estimateMs }));
}
