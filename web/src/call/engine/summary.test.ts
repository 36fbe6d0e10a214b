import { describe, expect, it } from 'vitest';
import { camera, participant } from '../testing/participant';
import type { Room } from './room';
import { describeChanges, summarise, type Summary } from './summary';

function told(
  name: string,
  latencyMs: number | null,
  status: 'present' | 'reconnecting' = 'present',
  doubtful = false,
): Summary {
  return new Map([[name, { displayName: name, status, coHost: false, latencyMs, doubtful }]]);
}

describe('describeChanges', () => {
  it.each<[string, Summary, Summary, string]>([
    ['somebody comes', new Map(), told('Ben', null), 'Ben is here.'],
    ['somebody leaves', told('Ben', 200), new Map(), 'Ben left.'],
    [
      'somebody is lost',
      told('Ben', null),
      told('Ben', null, 'reconnecting'),
      'Ben is reconnecting.',
    ],
    ['somebody is back', told('Ben', null, 'reconnecting'), told('Ben', null), 'Ben is back.'],
    ['a clock is held up', told('Ben', null), told('Ben', 412), 'Ben: latency 412 milliseconds.'],
    ['latency changes', told('Ben', 412), told('Ben', 500), 'Ben: latency 500 milliseconds.'],
    ['latency hardly changes', told('Ben', 412), told('Ben', 420), ''],
    ['the clock goes away', told('Ben', 412), told('Ben', null), 'Ben: no clock visible.'],
    [
      'a wrong clock is held up',
      told('Ben', null),
      told('Ben', null, 'present', true),
      'Ben: the clock gives no plausible latency.',
    ],
    [
      'a wrong clock goes away',
      told('Ben', null, 'present', true),
      told('Ben', null),
      'Ben: no clock visible.',
    ],
    ['nothing happens', told('Ben', null), told('Ben', null), ''],
  ])('when %s', (_, before, now, text) => {
    expect(describeChanges(before, now)).toBe(text);
  });
});

it('summarises the camera, not the screen', () => {
  const screen = { ...camera('s'), kind: 'screen' } as const;
  const room: Room = [participant({ publications: [screen, camera('c')] })];
  const summary = (validity: 'VALID' | 'IMPLAUSIBLE') =>
    summarise(room, (id) => ({ estimateMs: id === 'c' ? 411.6 : 1, validity })).get('b');
  const ben = { displayName: 'Ben', status: 'present', coHost: false };
  expect(summary('VALID')).toEqual({ ...ben, latencyMs: 412, doubtful: false });
  expect(summary('IMPLAUSIBLE')).toEqual({ ...ben, latencyMs: null, doubtful: true });
});

it('says who became a co-host, and who is none any more', () => {
  const [before, now] = [false, true].map((coHost) =>
    summarise([participant({ coHost })], () => null),
  ) as [Summary, Summary];
  expect(describeChanges(before, now)).toBe('Ben is a co-host.');
  expect(describeChanges(now, before)).toBe('Ben is no longer a co-host.');
});
