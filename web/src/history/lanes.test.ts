import { expect, it } from 'vitest';
import { durationSeconds } from './figures';
import { figures, latencyBucket, minute, qualityBucket, start } from './figures-fixture';
import { apart, extentOf, lanesOf, type Lane } from './lanes';

const nameOf = (id: string) => ({ p1: 'Ann', p2: 'Ben' })[id] ?? '?';

it('puts every value at its minute and leaves gaps where nothing was measured', () => {
  const { times, lanes } = lanesOf(figures(), nameOf);
  expect(times).toHaveLength(10);
  expect(times[0]).toBe(start / 1000 + 30);
  expect(lanes[0]?.lines[0]).toMatchObject({
    name: 'Ann',
    values: [200, 201, null, null, null, 205, 206, null, 208, null],
  });
  expect(lanes[0]?.lines[0]?.low?.[0]).toBe(180);
  expect(lanes[0]?.lines[0]?.high?.[0]).toBe(260);
});

it('leaves out what nobody knows', () => {
  const { lanes } = lanesOf(figures(), nameOf);
  expect(lanes.map(({ key }) => key)).toEqual([
    'latency',
    'loss',
    'jitter',
    'fps',
    'freezes',
    'rate',
    'brightness',
    'sharpness',
  ]);
});

it('draws participants and kinds of clocks as lines of their own', () => {
  const line = (participantId: string, source: 'OWN' | 'STAMP') => ({
    participantId,
    source,
    buckets: [latencyBucket(minute(0))],
  });
  const { lanes } = lanesOf(
    figures({
      latency: {
        resolution: 'PT1M',
        lines: [line('p1', 'OWN'), line('p1', 'STAMP'), line('p2', 'OWN')],
      },
    }),
    nameOf,
  );
  expect(lanes[0]?.lines.map(({ name }) => name)).toEqual([
    'Ann, Chatty Cat’s clock page',
    'Ann, Stamped by the sender’s browser',
    'Ben, Chatty Cat’s clock page',
  ]);
  expect(new Set(lanes[0]?.lines.map(({ colour }) => colour)).size).toBe(3);
});

it('shows glass to glass beside the latency where it is known', () => {
  const bucket = { startsAt: minute(1), p5Ms: 290, p50Ms: 310, p95Ms: 370 };
  const of = (source: 'OWN' | 'STAMP') => ({ participantId: 'p1', source, buckets: [bucket] });
  const { lanes } = lanesOf(
    figures({ glass: { resolution: 'PT1M', lines: [of('OWN'), of('STAMP')] } }),
    nameOf,
  );
  expect(lanes.map(({ key }) => key).slice(0, 2)).toEqual(['latency', 'glass']);
  const [own, stamp] = lanes[1]?.lines ?? [];
  expect(own).toMatchObject({ name: 'Ann, Chatty Cat’s clock page', colour: 0 });
  expect(own?.values.slice(0, 3)).toEqual([null, 310, null]);
  expect(own?.key).toBe(lanes[0]?.lines[0]?.key);
  expect(stamp?.colour).toBe(1);
});

it('gives a participant the same colour in every lane', () => {
  const { lanes } = lanesOf(
    figures({
      quality: {
        resolution: 'PT1M',
        lines: ['p2', 'p1'].map((participantId) => ({
          participantId,
          buckets: [qualityBucket(minute(0))],
        })),
      },
    }),
    nameOf,
  );
  const colours = new Set(
    lanes.flatMap(({ lines }) => lines.filter(({ name }) => name === 'Ann')).map((l) => l.colour),
  );
  expect([...colours]).toHaveLength(1);
});

it('ignores samples that do not count', () => {
  const buckets = [latencyBucket(minute(0), { count: 0, clockFaults: 9, p50Ms: null })];
  const { lanes } = lanesOf(
    figures({
      latency: { resolution: 'PT1M', lines: [{ participantId: 'p1', source: 'OWN', buckets }] },
    }),
    nameOf,
  );
  expect(lanes.map(({ key }) => key)).not.toContain('latency');
});

it.each([
  ['PT1S', 1],
  ['PT1M30S', 90],
  ['PT2H', 7200],
  ['P1DT1H', 90_000],
])('reads the duration %s', (iso, seconds) => {
  expect(durationSeconds(iso)).toBe(seconds);
});

it('has the bounds where they were asked for', () => {
  const of = (change: object) =>
    lanesOf(
      figures({
        latency: {
          resolution: 'PT1M',
          lines: [
            { participantId: 'p1', source: 'OWN', buckets: [latencyBucket(minute(0), change)] },
          ],
        },
      }),
      nameOf,
    ).lanes[0]?.lines[0];
  expect(of({ lowerMs: 120, upperMs: 330 })).toMatchObject({
    lowest: expect.arrayContaining([120]) as unknown,
    highest: expect.arrayContaining([330]) as unknown,
  });
  expect(of({})?.lowest).toBeUndefined();
});

it('gives charts of single lines one scale', () => {
  const line = (participantId: string, p95Ms: number) => ({
    participantId,
    source: 'OWN' as const,
    buckets: [latencyBucket(minute(0), { p95Ms })],
  });
  const { lanes } = lanesOf(
    figures({ latency: { resolution: 'PT1M', lines: [line('p1', 260), line('p2', 500)] } }),
    nameOf,
  );
  const both = lanes[0] as Lane;
  const charts = apart(both);
  expect(charts.map(({ lines }) => lines.map(({ name }) => name))).toEqual([['Ann'], ['Ben']]);
  expect(charts.map(extentOf)).toEqual([extentOf(both), extentOf(both)]);
  expect(extentOf(both)[1]).toBeCloseTo(550);
});

it('gives each line its samples that count', () => {
  const sample = (change: object) => ({
    participantId: 'p1',
    source: 'OWN' as const,
    validity: 'VALID' as const,
    arrivedAt: minute(1),
    estimateMs: 205,
    ...change,
  });
  const { lanes } = lanesOf(
    figures({
      samples: [
        sample({}),
        sample({ participantId: 'p2' }),
        sample({ source: 'STAMP' }),
        sample({ validity: 'CLOCK_FAULT' }),
      ],
    }),
    nameOf,
  );
  expect(lanes[0]?.lines[0]?.points).toEqual([{ at: start / 1000 + 60, value: 205 }]);
});
