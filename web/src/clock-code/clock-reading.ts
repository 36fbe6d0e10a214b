/** What the text of a clock code says. */
export interface ClockReading {
  /** The instant, in ms since the epoch. */
  epochMs: number;
  /** Whether the code states its zone; otherwise the instant may be off by quarters of an hour. */
  zoned: boolean;
  /** The clock's id; null where the code has none. */
  id: string | null;
}

const grammar = /^oT(\d{12})\.(\d{3})(?:oTD([01])oTZ(0|-?[1-9]\d{0,2}))?(?:oTI(\d{1,5}))?$/;
const minuteMs = 60_000;
/** Zones differ by multiples of this. */
const quarterMs = 15 * minuteMs;

/** Reads the text of a clock code, of this product or of GoPro Labs; null for any other text. */
export function readClockText(text: string): ClockReading | null {
  const [, digits, millis, summer, zone, id = null] = grammar.exec(text) ?? [];
  if (digits === undefined || millis === undefined) {
    return null;
  }
  const [year, month, day, hour, minute, second] = (digits.match(/../g) ?? []).map(Number);
  const local = Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, day, hour, minute, second);
  // A date that does not exist would move into the next month.
  if (new Date(local).toISOString().slice(2, 19).replace(/\D/g, '') !== digits) {
    return null;
  }
  const epochMs = local + Number(millis);
  if (zone === undefined) {
    return { epochMs, zoned: false, id };
  }
  // Numbers of that size are hours, others are minutes.
  const offset = Number(zone) >= -12 && Number(zone) <= 14 ? Number(zone) * 60 : Number(zone);
  const offsetMs = (offset + (summer === '1' ? 60 : 0)) * minuteMs;
  return { epochMs: epochMs - offsetMs, zoned: true, id };
}

/** How much later than its code says something happened, in ms; by the nearest zone where the code states none. */
export function sinceReading({ epochMs, zoned }: ClockReading, atEpochMs: number): number {
  const elapsed = atEpochMs - epochMs;
  return zoned ? elapsed : elapsed - Math.round(elapsed / quarterMs) * quarterMs;
}
