import { readClockText, sinceReading, type ClockReading } from '../../clock-code/clock-reading';
import type { ServerTime } from '../../clock-code/server-clock';
import type { ReadFrame } from './measurement';

/** A frame that this page showed. Times are in ms by this page's monotonic clock. */
export interface ShownFrame {
  /** The code in it; null where none was read. */
  text: string | null;
  /** When the browser expected it on the screen. */
  displayMs: number;
  /** Arrival of its last packet; null where the browser does not state it. */
  receivedMs: number | null;
  /** Of the stream to this page; null where the browser does not state it. */
  rtpTimestamp: number | null;
  /** Counts the frames that were shown: consecutive frames have consecutive numbers. */
  number: number;
}

/** Glass to glass, read from what was on the screen, in ms. */
export interface DirectValue {
  directMs: number;
  directLowerMs: number;
  directUpperMs: number;
  /** New texts that it is based on. */
  directReadings: number;
  /** Frames that a worker may have timed too: the first ones with their texts, for certain. */
  frames: ReadFrame[];
}

/** RTP timestamps of video count 90,000 in a second (RFC 7741 section 4.1). */
const rtpTicksPerMs = 90;

interface ClockFrame {
  frame: ShownFrame;
  reading: ClockReading;
}

/**
 * The delay from a clock to this screen, from consecutive frames. Only the first frame of a new text counts: the
 * clock changed after the frame before was filmed, and before this one was. So the delay is at most the age of the
 * text on the screen, and at least that minus the time from the frame before to this one. Where there are several
 * clocks, the one that was read most often counts.
 *
 * @returns null where no text is new, or none is a clock's
 */
export function directValue(
  shown: readonly ShownFrame[],
  { offsetMs, errorMs }: ServerTime,
): DirectValue | null {
  const upper: number[] = [];
  const lower: number[] = [];
  const frames: ReadFrame[] = [];
  let before: ShownFrame | null = null;
  let latestMs = -Infinity;
  for (const { frame, reading } of ofOneClock(shown)) {
    // A delayed copy of the clock is in the picture too.
    if (reading.epochMs < latestMs) continue;
    latestMs = reading.epochMs;
    if (before !== null && before.text !== frame.text) {
      const shownMs = frame.displayMs + offsetMs;
      const age = sinceReading(reading, shownMs);
      upper.push(age);
      lower.push(age - betweenMs(before, frame));
      // Otherwise a frame before this one may have shown the text too.
      if (frame.number === before.number + 1 && frame.rtpTimestamp !== null) {
        frames.push({
          clockId: reading.id,
          clockMs: Math.round(shownMs - age),
          rtpTimestamp: frame.rtpTimestamp,
          receivedMs: frame.receivedMs === null ? null : round(frame.receivedMs + offsetMs),
          shownMs: round(shownMs),
        });
      }
    }
    before = frame;
  }
  if (upper.length === 0) {
    return null;
  }
  const greatest = Math.max(...lower);
  const least = Math.min(...upper);
  // Where the delay changes from frame to frame, no value is in all ranges.
  const [from, to] = greatest <= least ? [greatest, least] : [median(lower), median(upper)];
  return {
    directMs: round((from + to) / 2),
    directLowerMs: round(from - errorMs),
    directUpperMs: round(to + errorMs),
    directReadings: upper.length,
    frames,
  };
}

/** The time between two frames at the camera, in ms; on the screen, where the browser does not state the former. */
function betweenMs(before: ShownFrame, frame: ShownFrame): number {
  return before.rtpTimestamp === null || frame.rtpTimestamp === null
    ? frame.displayMs - before.displayMs
    : // As signed numbers of 32 bits: timestamps wrap.
      ((frame.rtpTimestamp - before.rtpTimestamp) | 0) / rtpTicksPerMs;
}

/** The frames in which the clock was read that was read most often. */
function ofOneClock(shown: readonly ShownFrame[]): ClockFrame[] {
  const byId = new Map<string | null, ClockFrame[]>();
  for (const frame of shown) {
    const reading = frame.text === null ? null : readClockText(frame.text);
    if (reading !== null) {
      byId.set(reading.id, [...(byId.get(reading.id) ?? []), { frame, reading }]);
    }
  }
  return [...byId.values()].reduce((most, one) => (one.length > most.length ? one : most), []);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
