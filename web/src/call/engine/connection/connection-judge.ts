import type { StreamFigures } from './stream-figures';

export const grades = ['good', 'fair', 'poor', 'lost'] as const;
export type Grade = (typeof grades)[number];

/** Why a connection is not good. */
export type Cause = keyof typeof limits | 'silence' | 'path';

export interface Finding {
  cause: Cause;
  /** In the unit of the cause; null where it has none. */
  value: number | null;
}

/** How good the connection of one publication is, as this page sees it. */
export interface Connection {
  grade: Grade;
  /** The worst first; empty while it is good. */
  findings: readonly Finding[];
}

/** What is known of a publication's connection at one instant. */
export interface Sample {
  /** `starting`: it has never been connected. */
  path: 'live' | 'broken' | 'starting';
  /** Whether somebody sends sound or video on it. */
  active: boolean;
  /** Whether frames count. They do not for a shared screen, which stands still, and in a hidden tab. */
  moving: boolean;
  /** Whether a small picture takes the place of the large one, because the network is slow. */
  reduced: boolean;
  streams: readonly StreamFigures[];
}

/**
 * From which value on a connection is fair, and poor. A round trip is twice the one-way delays that ITU-T G.114 finds good
 * and acceptable. Below 2 % loss, retransmission and concealment hide it; above 8 %, retransmissions are lost too. Jitter of
 * 30 ms fits into a usual jitter buffer. Bandwidth counts where the encoder says that the network limits it: the media
 * server never asks for less than 300 kbit/s, so below that it is the network of this page. A small picture in place of the
 * large one is fair: the server has found the network slow, and it shows all that happens. `least` turns the order.
 */
const limits = {
  /** Percent of the packets. */
  loss: { fair: 2, poor: 8, least: false },
  /** ms. */
  jitter: { fair: 30, poor: 100, least: false },
  /** ms, round trip. */
  delay: { fair: 300, poor: 800, least: false },
  /** Percent of the time. */
  freezes: { fair: 5, poor: 20, least: false },
  /** Per second. */
  frameRate: { fair: 10, poor: 6, least: true },
  /** Bits per second of the video that is sent. */
  bandwidth: { fair: 250_000, poor: 100_000, least: true },
  /** Percent of the time. */
  reduced: { fair: 50, poor: Infinity, least: false },
} as const;

/** All in ms. */
export const judgeTiming = {
  /** Figures count over this long. */
  window: 5000,
  /** A connection is worse after it has been worse for this long. */
  worsen: 2000,
  /** It is better again after it has been better for this long, so that the mark does not flicker. */
  improve: 6000,
  /** Without any packet for this long, it is lost. */
  silence: 5000,
} as const;

/** To be better, figures must be below the limits by this factor. */
const ease = 0.75;

/** Fewer packets say nothing about loss. */
const fewestPackets = 20;

interface Timed extends Sample {
  at: number;
}

/** Grades one connection from one sample to the next. */
export class ConnectionJudge {
  #samples: Timed[] = [];
  #current: Connection | null = null;
  /** Since when the figures have been better or worse than the grade. */
  #changing: { worse: boolean; since: number } | null = null;
  #heardAt: number | null = null;

  /** Null while nothing is known. `at` is in ms of a steady clock. */
  judge(sample: Sample, at: number): Connection | null {
    if (sample.path === 'starting' || !sample.active) {
      this.#forget(null);
      return null;
    }
    if (sample.path === 'broken') {
      return this.#forget({ grade: 'lost', findings: [{ cause: 'path', value: null }] });
    }
    const moved = sample.streams.some(({ packets }) => packets !== null && packets > 0);
    this.#heardAt = moved ? at : (this.#heardAt ?? at);
    if (at - this.#heardAt >= judgeTiming.silence) {
      const heardAt = this.#heardAt;
      this.#forget({ grade: 'lost', findings: [{ cause: 'silence', value: null }] });
      this.#heardAt = heardAt;
      return this.#current;
    }
    this.#samples = [
      ...this.#samples.filter((one) => at - one.at < judgeTiming.window),
      { ...sample, at },
    ];
    if (moved) {
      this.#settle(at);
    }
    return this.#current;
  }

  #forget(current: Connection | null): Connection | null {
    this.#samples = [];
    this.#changing = null;
    this.#heardAt = null;
    this.#current = current;
    return current;
  }

  #settle(at: number): void {
    const found = assess(this.#samples, 1);
    const current = this.#current;
    if (current === null || current.grade === 'lost') {
      this.#current = found;
      return;
    }
    const eased = assess(this.#samples, ease);
    const worse = rank(found) > rank(current);
    const better = rank(eased) < rank(current);
    if (!worse && !better) {
      this.#changing = null;
      if (rank(found) === rank(current)) this.#current = found;
      return;
    }
    if (this.#changing?.worse !== worse) {
      this.#changing = { worse, since: at };
    }
    if (at - this.#changing.since >= (worse ? judgeTiming.worsen : judgeTiming.improve)) {
      this.#changing = null;
      this.#current = worse ? found : eased;
    }
  }
}

/** Whether the network carries too little, so that less video leaves more for sound. */
export function isStarved({ findings }: Connection): boolean {
  return findings.some(
    ({ cause, value }) =>
      value !== null &&
      ((cause === 'loss' && value >= limits.loss.poor) ||
        (cause === 'bandwidth' && value < limits.bandwidth.poor)),
  );
}

export function rank({ grade }: Connection): number {
  return grades.indexOf(grade);
}

/** The worse of two grades. */
export function worse(one: Grade, other: Grade): Grade {
  return grades.indexOf(other) > grades.indexOf(one) ? other : one;
}

/** Grades samples together. The limits are multiplied by the factor. */
function assess(samples: readonly Timed[], factor: number): Connection {
  const found = (Object.keys(limits) as (keyof typeof limits)[]).flatMap((cause) => {
    const value = measure[cause](samples);
    if (value === null) return [];
    const { fair, poor, least } = limits[cause];
    const beyond = (limit: number) => (least ? value < limit / factor : value >= limit * factor);
    const grade: Grade = beyond(poor) ? 'poor' : beyond(fair) ? 'fair' : 'good';
    return grade === 'good' ? [] : [{ grade, finding: { cause, value } }];
  });
  const grade = found.some((one) => one.grade === 'poor') ? 'poor' : found[0]?.grade;
  const worstFirst = [
    ...found.filter((one) => one.grade === 'poor'),
    ...found.filter((one) => one.grade === 'fair'),
  ];
  return { grade: grade ?? 'good', findings: worstFirst.map(({ finding }) => finding) };
}

const measure: Record<keyof typeof limits, (samples: readonly Timed[]) => number | null> = {
  loss: (samples) => {
    const shares = (['audio', 'video'] as const).map((kind) => {
      const counted = streams(samples, kind).filter(({ packetsLost }) => packetsLost !== null);
      const packets = sum(counted.map((one) => one.packets));
      return packets < fewestPackets
        ? null
        : Math.min(100, (100 * sum(counted.map((one) => one.packetsLost))) / packets);
    });
    return highest(shares);
  },
  // The packets of a video frame are sent over a while, which counts as jitter too.
  jitter: (samples) => mean(samples, 'audio', 'jitterMs') ?? mean(samples, 'video', 'jitterMs'),
  delay: (samples) =>
    highest((['audio', 'video'] as const).map((kind) => mean(samples, kind, 'rttMs'))),
  freezes: (samples) => {
    const counted = received(samples).filter(({ frozenMs }) => frozenMs !== null);
    const elapsed = sum(counted.map((one) => one.elapsedMs));
    return elapsed <= 0 ? null : (100 * sum(counted.map((one) => one.frozenMs))) / elapsed;
  },
  frameRate: (samples) => {
    const rates = received(samples).flatMap(({ framesPerSecond }) => framesPerSecond ?? []);
    return rates.length === 0 ? null : sum(rates) / rates.length;
  },
  bandwidth: (samples) => {
    const limited = streams(samples, 'video').filter(
      ({ limitedByNetwork, packets }) => limitedByNetwork === true && (packets ?? 0) > 0,
    );
    const rates = limited.flatMap(({ bitsPerSecond }) => bitsPerSecond ?? []);
    return rates.length === 0 ? null : sum(rates) / rates.length;
  },
  reduced: (samples) =>
    (100 * samples.filter(({ reduced }) => reduced).length) / Math.max(1, samples.length),
};

function streams(samples: readonly Timed[], kind: StreamFigures['kind']): StreamFigures[] {
  return samples.flatMap((sample) => sample.streams.filter((one) => one.kind === kind));
}

/** The video that is received, where frames count. */
function received(samples: readonly Timed[]): StreamFigures[] {
  return streams(
    samples.filter(({ moving }) => moving),
    'video',
  ).filter(({ direction }) => direction === 'down');
}

function mean(
  samples: readonly Timed[],
  kind: StreamFigures['kind'],
  field: 'jitterMs' | 'rttMs',
): number | null {
  const values = streams(samples, kind).flatMap((one) => one[field] ?? []);
  return values.length === 0 ? null : sum(values) / values.length;
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
