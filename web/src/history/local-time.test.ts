import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** The modules as they are in a browser in this zone. Formats take the zone when they are made. */
async function inZone(zone: string) {
  vi.stubEnv('TZ', zone);
  vi.resetModules();
  const [{ ticksOf, isTwice }, { formatTick, stepOfTicks }, format, input] = await Promise.all([
    import('./local-time'),
    import('./lane-options'),
    import('./format'),
    import('./local-input'),
  ]);
  const s = (iso: string) => Date.parse(iso) / 1000;
  return {
    isTwice: (iso: string) => isTwice(s(iso)),
    /** The labels of the ticks of a range. */
    labels: (from: string, to: string, step: number) =>
      ticksOf(s(from), s(to), step).map((at) => formatTick(at, step).replace('\u202f', ' ')),
    instants: (from: string, to: string, step: number) =>
      ticksOf(s(from), s(to), step).map((at) => new Date(1000 * at).toISOString().slice(0, 16)),
    stepOfTicks,
    ...format,
    ...input,
  };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

const hour = 3600;
const day = 24 * hour;

describe('Europe/Berlin', () => {
  let berlin: Awaited<ReturnType<typeof inZone>>;

  beforeEach(async () => {
    berlin = await inZone('Europe/Berlin');
  });

  it('begins days at midnight, also over a change', () => {
    expect(berlin.instants('2026-03-27T12:00Z', '2026-03-31T12:00Z', day)).toEqual([
      '2026-03-27T23:00',
      '2026-03-28T23:00',
      '2026-03-29T22:00',
      '2026-03-30T22:00',
    ]);
    expect(berlin.labels('2026-03-27T12:00Z', '2026-03-31T12:00Z', day)).toEqual([
      'Mar 28',
      'Mar 29',
      'Mar 30',
      'Mar 31',
    ]);
  });

  it('shows the hour that is skipped in no label', () => {
    expect(berlin.labels('2026-03-28T23:00Z', '2026-03-29T03:00Z', hour)).toEqual([
      '12:00 AM',
      '01:00 AM',
      '03:00 AM',
      '04:00 AM',
      '05:00 AM',
    ]);
  });

  it('says which of two equal hours it is', () => {
    expect(berlin.labels('2026-10-24T23:00Z', '2026-10-25T02:00Z', hour)).toEqual([
      '01:00 AM',
      '02:00 AM GMT+2',
      '02:00 AM GMT+1',
      '03:00 AM',
    ]);
    // The clock shows less at the end than at the start.
    expect(berlin.labels('2026-10-25T00:50Z', '2026-10-25T01:05Z', 300)).toEqual([
      '02:50 AM GMT+2',
      '02:55 AM GMT+2',
      '02:00 AM GMT+1',
      '02:05 AM GMT+1',
    ]);
    expect(berlin.labels('2026-10-25T00:30:00Z', '2026-10-25T00:30:01Z', 1)[0]).toBe(
      '2:30:00 AM GMT+2',
    );
  });

  it('keeps hours on the clock, whatever their distance', () => {
    expect(berlin.instants('2026-10-24T20:00Z', '2026-10-25T08:00Z', 6 * hour)).toEqual([
      '2026-10-24T22:00',
      '2026-10-25T05:00',
    ]);
  });

  it('writes the offset of instants whose time occurs twice', () => {
    expect(berlin.formatInstant(Date.parse('2026-10-25T00:30Z'))).toMatch(/2:30:00\sAM GMT\+2$/);
    expect(
      berlin.formatRange(Date.parse('2026-10-25T00:30Z'), Date.parse('2026-10-25T01:30Z')),
    ).toMatch(/2:30:00\sAM GMT\+2 – 2:30:00\sAM GMT\+1$/);
    expect(berlin.formatInstant(Date.parse('2026-10-25T02:30Z'))).toMatch(/3:30:00\sAM$/);
  });

  it('reads a time that occurs twice as the nearer one, and a skipped one as later', () => {
    const first = Date.parse('2026-10-25T00:30Z');
    const second = Date.parse('2026-10-25T01:30Z');
    expect(berlin.toLocalInput(first)).toBe(berlin.toLocalInput(second));
    expect(berlin.fromLocalInput('2026-10-25T02:30', first - 60_000)).toBe(first);
    expect(berlin.fromLocalInput('2026-10-25T02:30:00', second + 60_000)).toBe(second);
    expect(berlin.fromLocalInput('2026-03-29T02:30', 0)).toBe(Date.parse('2026-03-29T01:30Z'));
    expect(berlin.fromLocalInput('', 0)).toBeNaN();
  });
});

it('puts ticks on whole hours where the offset has half an hour', async () => {
  const india = await inZone('Asia/Kolkata');
  expect(india.labels('2026-03-01T00:00Z', '2026-03-01T02:00Z', hour)).toEqual([
    '06:00 AM',
    '07:00 AM',
  ]);
  expect(india.instants('2026-03-01T00:00Z', '2026-03-02T00:00Z', day)).toEqual([
    '2026-03-01T18:30',
  ]);
});

it('labels a saved chart like the one on the page', async () => {
  const india = await inZone('Asia/Kolkata');
  const { laneSvg } = await import('./lane-svg');
  const lane = {
    key: 'loss',
    title: 'Loss',
    note: null,
    unit: ' %',
    digits: 1,
    least: 1,
    thresholds: [],
  };
  const from = Date.parse('2026-03-01T00:00Z') / 1000;
  const svg = laneSvg({ ...lane, lines: [] }, [], { window: [from, from + 8 * hour], marks: [] });
  const labels = india.labels('2026-03-01T00:00Z', '2026-03-01T08:00Z', hour);
  expect(labels[0]).toBe('06:00 AM');
  for (const label of labels) expect(svg.replaceAll('\u202f', ' ')).toContain(`>${label}<`);
});

it('follows the clock of New York over both changes', async () => {
  const newYork = await inZone('America/New_York');
  expect(newYork.instants('2026-10-31T00:00Z', '2026-11-02T12:00Z', day)).toEqual([
    '2026-10-31T04:00',
    '2026-11-01T04:00',
    '2026-11-02T05:00',
  ]);
  expect(newYork.labels('2026-11-01T04:00Z', '2026-11-01T07:00Z', hour)).toEqual([
    '12:00 AM',
    '01:00 AM GMT-4',
    '01:00 AM GMT-5',
    '02:00 AM',
  ]);
  expect(newYork.labels('2026-03-08T06:00Z', '2026-03-08T08:00Z', hour)).toEqual([
    '01:00 AM',
    '03:00 AM',
    '04:00 AM',
  ]);
  expect(newYork.isTwice('2026-11-01T05:30Z')).toBe(true);
  expect(newYork.isTwice('2026-11-01T07:00Z')).toBe(false);
});

it('begins a day without a midnight when it begins', async () => {
  const santiago = await inZone('America/Santiago');
  expect(santiago.instants('2026-09-05T00:00Z', '2026-09-07T12:00Z', day)).toEqual([
    '2026-09-05T04:00',
    '2026-09-06T04:00',
    '2026-09-07T03:00',
  ]);
});

it('has few ticks in ranges of years', async () => {
  const { stepOfTicks, labels } = await inZone('Europe/Berlin');
  const step = stepOfTicks(3 * 365 * day, 10);
  expect(labels('2024-01-01T00:00Z', '2027-01-01T00:00Z', step).length).toBeLessThanOrEqual(11);
});
