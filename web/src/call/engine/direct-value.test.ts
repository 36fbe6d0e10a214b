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
    return { text: text(filmed), displayMs: filmed + delayMs - offsetMs };
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

  it('takes the middle of the readings where the delay changes', () => {
    const shaken = frames(250, tenth).map(({ text, displayMs }, i) => ({
      text,
      displayMs: displayMs + (i > 6 ? 60 : 0),
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
    expect(readClockText(text)).toEqual({ epochMs, zoned: true });
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
