import { describe, expect, it } from 'vitest';
import { readClockText, sinceReading } from '../../clock-code/clock-reading';
import { clockText } from '../../clock-code/clock-text';
import { directValue, type ShownFrame } from './direct-value';

const start = Date.UTC(2026, 10, 26, 13, 0, 0);
/** Server time minus this page's time. */
const offsetMs = start - 5000;
const time = { offsetMs, errorMs: 2 };

/**
 * Frames of a camera with 30 fps that films a clock and is shown after a delay.
 *
 * @param text what the clock shows at an instant
 */
function frames(delayMs: number, text: (epochMs: number) => string | null): ShownFrame[] {
  return Array.from({ length: 12 }, (_, i) => {
    const filmed = start + 7 + i * (1000 / 30);
    const displayMs = filmed + delayMs - offsetMs;
    const rtpTimestamp = Math.round((filmed - start) * 90);
    return { text: text(filmed), displayMs, receivedMs: displayMs - 30, rtpTimestamp, number: i };
  });
}

/** A clock that changes ten times a second. */
const tenth = (epochMs: number) => clockText(Math.floor(epochMs / 100) * 100, '04711');

describe('the direct value', () => {
  it.each([0, 37, 250, 1500])('holds a delay of %d ms within its bounds', (delay) => {
    const value = directValue(frames(delay, tenth), time);
    expect(value?.directReadings).toBe(3);
    expect(Math.abs((value?.directMs ?? NaN) - delay)).toBeLessThan(17);
    expect(value?.directLowerMs).toBeLessThanOrEqual(delay);
    expect(value?.directUpperMs).toBeGreaterThanOrEqual(delay);
    expect((value?.directUpperMs ?? NaN) - (value?.directLowerMs ?? NaN)).toBeLessThan(40);
  });

  it('ignores frames without a code, and other texts', () => {
    let i = 0;
    const broken = (at: number) => [tenth(at), null, 'https://example.org'][i++ % 3] ?? null;
    const value = directValue(frames(250, broken), time);
    expect(value?.directLowerMs).toBeLessThanOrEqual(250);
    expect(value?.directUpperMs).toBeGreaterThanOrEqual(250);
  });

  it('takes the time between frames from the camera, not from the screen', () => {
    const wrapping = frames(250, tenth).map((frame, i) => ({
      ...frame,
      rtpTimestamp: ((frame.rtpTimestamp ?? 0) + 0xffffffff - 9000) >>> 0,
      // The screen shows frames at its own refreshes.
      displayMs: frame.displayMs + (i % 2) * 16,
    }));
    const value = directValue(wrapping, time);
    expect(value?.directReadings).toBe(3);
    expect(value?.directLowerMs).toBeLessThanOrEqual(250);
    expect(value?.directUpperMs).toBeGreaterThanOrEqual(250);
    expect((value?.directUpperMs ?? NaN) - (value?.directLowerMs ?? NaN)).toBeLessThan(45);
    expect(Math.abs((value?.directMs ?? NaN) - 258)).toBeLessThan(17);
  });

  it('names the first frame of each text, by which a worker recognises it', () => {
    const value = directValue(frames(250, tenth), time);
    expect(value?.frames).toHaveLength(3);
    expect(value?.frames[0]).toEqual({
      clockId: '04711',
      clockMs: start + 100,
      // The fourth frame is taken 107 ms after the start.
      rtpTimestamp: 107 * 90,
      receivedMs: start + 107 + 220,
      shownMs: start + 107 + 250,
    });
  });

  it('names no frame that may not be the first of its text', () => {
    let i = 0;
    const unread = (at: number) => (i++ === 2 ? null : tenth(at));
    expect(directValue(frames(250, unread), time)?.frames).toHaveLength(2);
    const missed = frames(250, tenth).filter(({ number }) => number !== 2);
    expect(directValue(missed, time)?.frames).toHaveLength(2);
    const unstated = frames(250, tenth).map((frame) => ({ ...frame, rtpTimestamp: null }));
    expect(directValue(unstated, time)?.frames).toEqual([]);
  });

  it('follows one clock where there are two', () => {
    let i = 0;
    const both = (at: number) => (i++ % 4 === 3 ? clockText(at - 900, '00042') : tenth(at));
    const value = directValue(frames(250, both), time);
    expect(value?.directLowerMs).toBeLessThanOrEqual(250);
    expect(value?.directUpperMs).toBeGreaterThanOrEqual(250);
    expect(value?.frames.every(({ clockId }) => clockId === '04711')).toBe(true);
  });

  it('ignores a delayed copy of the clock', () => {
    let i = 0;
    const loop = (at: number) => tenth(i++ % 3 === 1 ? at - 400 : at);
    const value = directValue(frames(250, loop), time);
    expect(value?.directLowerMs).toBeLessThanOrEqual(250);
    expect(value?.directUpperMs).toBeGreaterThanOrEqual(250);
    expect(value?.directReadings).toBe(3);
  });

  it('takes the middle of the readings where the delay changes', () => {
    const shaken = frames(250, tenth).map((frame, i) => ({
      ...frame,
      displayMs: frame.displayMs + (i > 6 ? 60 : 0),
    }));
    const value = directValue(shaken, time);
    expect(value?.directMs).toBeGreaterThan(230);
    expect(value?.directMs).toBeLessThan(320);
    expect(value?.directUpperMs).toBeGreaterThan(value?.directLowerMs ?? NaN);
  });

  it('is unknown where no text changes', () => {
    expect(
      directValue(
        frames(250, () => tenth(start)),
        time,
      ),
    ).toBeNull();
    expect(directValue([], time)).toBeNull();
  });
});

describe('the text of a clock', () => {
  it.each([
    ['oT261126130509.042oTD0oTZ0oTI04711', Date.UTC(2026, 10, 26, 13, 5, 9, 42)],
    ['oT261126140509.042oTD0oTZ1', Date.UTC(2026, 10, 26, 13, 5, 9, 42)],
    ['oT261126150509.042oTD1oTZ1oTI1', Date.UTC(2026, 10, 26, 13, 5, 9, 42)],
    ['oT261126183509.042oTD0oTZ330', Date.UTC(2026, 10, 26, 13, 5, 9, 42)],
  ])('states an instant: %s', (text, epochMs) => {
    expect(readClockText(text)).toMatchObject({ epochMs, zoned: true });
  });

  it.each(['oT261126130509.04', 'oT261326130509.042', 'oT260230130509.042', 'hello', ''])(
    'is refused otherwise: %s',
    (text) => {
      expect(readClockText(text)).toBeNull();
    },
  );

  it('takes the nearest zone where it states none', () => {
    const reading = readClockText('oT261126184509.042');
    expect(reading?.zoned).toBe(false);
    const at = Date.UTC(2026, 10, 26, 13, 0, 9, 292);
    expect(reading === null ? null : sinceReading(reading, at)).toBe(250);
  });
});
