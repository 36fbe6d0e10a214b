import { readClockText, sinceReading } from '../../clock-code/clock-reading';
import type { ServerTime } from '../../clock-code/server-clock';

/** A frame that this page showed. */
export interface ShownFrame {
  /** The code in it; null where none was read. */
  text: string | null;
  /** When the browser expected it on the screen, in ms by this page's monotonic clock. */
  displayMs: number;
}

/** Glass to glass, read from what was on the screen, in ms. */
export interface DirectValue {
  directMs: number;
  directLowerMs: number;
  directUpperMs: number;
  /** New texts that it is based on. */
  directReadings: number;
}

/**
 * The delay from a clock to this screen, from consecutive frames. Only the first frame of a new text counts: the
 * clock changed after the frame before was filmed, and before this one was. So the delay is at most the age of the
 * text on the screen, and at least that minus the time since the frame before.
 *
 * @returns null where no text is new, or none is a clock's
 */
export function directValue(
  frames: readonly ShownFrame[],
  { offsetMs, errorMs }: ServerTime,
): DirectValue | null {
  const upper: number[] = [];
  const lower: number[] = [];
  let before: ShownFrame | null = null;
  for (const frame of frames) {
    const reading = frame.text === null ? null : readClockText(frame.text);
    if (reading === null) continue;
    if (before !== null && before.text !== frame.text) {
      const age = sinceReading(reading, frame.displayMs + offsetMs);
      upper.push(age);
      lower.push(age - (frame.displayMs - before.displayMs));
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
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
