import { beforeEach, expect, it } from 'vitest';
import { camera, participant } from '../../testing/participant';
import { LatencyAnnouncements } from './latency-announcements';

let announcements: LatencyAnnouncements;

beforeEach(() => {
  announcements = new LatencyAnnouncements();
});

const screen = { ...camera('s'), kind: 'screen' } as const;
const room = [participant({ publications: [screen, camera('c')] })];

/** What is announced of Ben's camera; null for no clock. */
function hear(estimateMs: number | null, validity: 'VALID' | 'IMPLAUSIBLE' = 'VALID') {
  return announcements.next(room, (id) =>
    id === 'c' && estimateMs !== null ? { estimateMs, validity } : undefined,
  );
}

it.each([
  [150.4, 'Ben: latency 150 milliseconds, good.'],
  [150.6, 'Ben: latency 151 milliseconds, acceptable.'],
  [400.4, 'Ben: latency 400 milliseconds, acceptable.'],
  [400.6, 'Ben: latency 401 milliseconds, high.'],
])('announces a new clock of %d ms', (ms, sentence) => {
  expect(hear(ms)).toEqual([sentence]);
  expect(hear(ms)).toEqual([]);
});

it('announces a latency again only when it is clearly on the other side of a threshold', () => {
  hear(100);
  expect([149, 151, 170, 140].map((ms) => hear(ms))).toEqual([[], [], [], []]);
  expect(hear(171)).toEqual(['Ben: latency 171 milliseconds, acceptable.']);
  expect([149, 200, 390, 420].map((ms) => hear(ms))).toEqual([[], [], [], []]);
  expect(hear(421)).toEqual(['Ben: latency 421 milliseconds, high.']);
  expect(hear(381)).toEqual([]);
  expect(hear(380)).toEqual(['Ben: latency 380 milliseconds, acceptable.']);
  expect(hear(131)).toEqual([]);
  expect(hear(130)).toEqual(['Ben: latency 130 milliseconds, good.']);
  expect(hear(410)).toEqual(['Ben: latency 410 milliseconds, high.']);
});

it('announces clocks that go away, and wrong ones', () => {
  expect(hear(null)).toEqual([]);
  expect(hear(-700, 'IMPLAUSIBLE')).toEqual(['Ben: the clock gives no plausible latency.']);
  expect(hear(200)).toEqual(['Ben: latency 200 milliseconds, acceptable.']);
  expect(hear(null)).toEqual(['Ben: no clock visible.']);
  expect(hear(200)).toEqual(['Ben: latency 200 milliseconds, acceptable.']);
});

it('forgets who left', () => {
  hear(100);
  expect(announcements.next([], () => undefined)).toEqual([]);
  expect(hear(100)).toEqual(['Ben: latency 100 milliseconds, good.']);
});
