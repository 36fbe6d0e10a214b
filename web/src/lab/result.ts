/** One code in one frame; see `read-clocks --json`. */
export interface Code {
  frame: number;
  /** From the beginning of the video; null where the file does not say. */
  seconds: number | null;
  /** A number from 1: codes of successive frames at the same place have the same. */
  place: number;
  text: string;
  /** The instant that a clock shows; null for other codes, and where the time zone is unknown. */
  utc: string | null;
  /** The clock's own id. */
  id: string | null;
  /** Why the text is no clock; null for clocks. */
  reason: string | null;
}

/** Two clocks in one frame: by how much the one at `behind` is behind the one at `ahead`, in ms. */
export interface Pair {
  frame: number;
  seconds: number | null;
  ahead: number;
  behind: number;
  aheadText: string;
  behindText: string;
  differenceMs: number;
  lowMs: number;
  highMs: number;
}

/** All pairs of two places, in ms. */
export interface PairSummary {
  ahead: number;
  behind: number;
  n: number;
  medianMs: number;
  p5Ms: number;
  p95Ms: number;
  lowMs: number;
  highMs: number;
}

export interface Result {
  width: number;
  height: number;
  /** The length of what was analysed; null where the file does not say. */
  seconds: number | null;
  frames: number;
  /** Frames in which at least one clock was read. */
  clockFrames: number;
  damagedFrames: number;
  codes: Code[];
  pairs: Pair[];
  pairSummaries: PairSummary[];
}

/** A clock, by its place in the picture. */
export interface ClockFigures {
  place: number;
  id: string | null;
  /** Frames in which it was read, and their share of all frames, 0 to 1. */
  frames: number;
  rate: number;
  /** The number of different texts. */
  texts: number;
  first: string;
  last: string;
}

/** Reads the lines of a result; lines of other kinds are ignored. */
export function parseResult(lines: string): Result {
  const result: Result = {
    width: 0,
    height: 0,
    seconds: null,
    frames: 0,
    clockFrames: 0,
    damagedFrames: 0,
    codes: [],
    pairs: [],
    pairSummaries: [],
  };
  for (const line of lines.split('\n')) {
    const json = object(parse(line));
    if (Array.isArray(json['codes'])) {
      addFrame(result, json, json['codes']);
    } else if (json['pair'] !== undefined) {
      result.pairs.push(pairOf(object(json['pair'])));
    } else if (json['summary'] !== undefined) {
      const summary = object(json['summary']);
      result.damagedFrames = number(summary['damagedFrames']) ?? 0;
      const pairs: unknown = summary['pairs'];
      result.pairSummaries = Array.isArray(pairs)
        ? pairs.map((one) => pairSummaryOf(object(one)))
        : [];
    }
  }
  return result;
}

/** The clocks of a video in the order of their places. Codes that are no clocks are left out. */
export function clockFigures({ codes, frames }: Result): ClockFigures[] {
  const byPlace = new Map<number, Code[]>();
  for (const code of codes) {
    if (code.reason === null) {
      const read = byPlace.get(code.place) ?? [];
      read.push(code);
      byPlace.set(code.place, read);
    }
  }
  return [...byPlace.entries()]
    .sort(([a], [b]) => a - b)
    .map(([place, read]) => ({
      place,
      id: read[0]?.id ?? null,
      frames: read.length,
      rate: frames === 0 ? 0 : read.length / frames,
      texts: new Set(read.map(({ text }) => text)).size,
      first: read[0]?.text ?? '',
      last: read.at(-1)?.text ?? '',
    }));
}

type Json = Record<string, unknown>;

function addFrame(result: Result, frame: Json, codes: readonly unknown[]): void {
  const seconds = number(frame['seconds']);
  result.frames++;
  result.width = number(frame['width']) ?? 0;
  result.height = number(frame['height']) ?? 0;
  result.seconds = seconds;
  const read = codes.map(object).map((code) => ({
    frame: number(frame['frame']) ?? 0,
    seconds,
    place: number(code['place']) ?? 0,
    text: text(code['text']) ?? '',
    utc: text(code['utc']),
    id: text(code['id']),
    reason: text(code['reason']),
  }));
  result.codes.push(...read);
  if (read.some(({ reason }) => reason === null)) {
    result.clockFrames++;
  }
}

function pairOf(json: Json): Pair {
  return {
    frame: number(json['frame']) ?? 0,
    seconds: number(json['seconds']),
    ahead: number(json['ahead']) ?? 0,
    behind: number(json['behind']) ?? 0,
    aheadText: text(json['aheadText']) ?? '',
    behindText: text(json['behindText']) ?? '',
    differenceMs: number(json['differenceMs']) ?? 0,
    lowMs: number(json['lowMs']) ?? 0,
    highMs: number(json['highMs']) ?? 0,
  };
}

function pairSummaryOf(json: Json): PairSummary {
  return {
    ahead: number(json['ahead']) ?? 0,
    behind: number(json['behind']) ?? 0,
    n: number(json['n']) ?? 0,
    medianMs: number(json['medianMs']) ?? 0,
    p5Ms: number(json['p5Ms']) ?? 0,
    p95Ms: number(json['p95Ms']) ?? 0,
    lowMs: number(json['lowMs']) ?? 0,
    highMs: number(json['highMs']) ?? 0,
  };
}

function parse(line: string): unknown {
  try {
    return line === '' ? null : JSON.parse(line);
  } catch {
    return null;
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
