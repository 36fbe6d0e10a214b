import { expect, it } from 'vitest';
import { minute, start } from './figures-fixture';
import { marksOf } from './marks';
import type { TimelineEvent } from './timeline';

const nameOf = (id: string) => (id === 'p1' ? 'Ann' : 'Ben');
const range = { from: start, to: start + 600_000 };

const event = (type: TimelineEvent['__typename'], from: number, to: number | null, more = {}) =>
  ({
    __typename: type,
    id: `${type} ${from}`,
    at: minute(from),
    until: to === null ? null : minute(to),
    participantId: 'p1',
    ...more,
  }) as TimelineEvent;

it('makes two marks of a stay, and leaves out the one outside the range', () => {
  const stays = [event('Stay', -5, 3), event('Stay', 4, null, { participantId: 'p2' })];
  expect(marksOf(stays, range, nameOf, null).map(({ text }) => text)).toEqual([
    'Ann left',
    'Ben joined',
  ]);
});

it('marks whom the host let in', () => {
  const marks = marksOf([event('Admission', 1, null)], range, nameOf, null);
  expect(marks).toMatchObject([{ kind: 'people', until: null, text: 'The host let Ann in' }]);
});

it('marks raised hands and reactions', () => {
  const events = [
    event('RaisedHand', 1, null),
    event('Reaction', 2, null, { participantId: 'p2', reaction: 'THUMBS_UP' }),
  ];
  expect(marksOf(events, range, nameOf, null)).toMatchObject([
    { kind: 'hand', until: Infinity, text: 'Ann raised a hand' },
    { kind: 'hand', until: null, text: 'Ben reacted: thumbs up' },
  ]);
});

it('keeps spans that reach into the range, in the order of time', () => {
  const events = [
    event('ClockFault', -2, 1, { source: 'OWN', samples: 1200 }),
    event('MediaServerOutage', 8, null),
    event('ScreenShare', 2, 4),
    event('Annotation', 1, null, { text: 'Now', author: 'Ben', deletable: false }),
  ];
  const marks = marksOf(events, range, nameOf, null);
  expect(marks.map(({ kind }) => kind)).toEqual(['clock', 'note', 'screen', 'server']);
  expect(marks[0]?.text).toContain('1,200 samples do not count');
  expect(marks[1]).toMatchObject({ until: null, author: 'Ben' });
  expect(marks[1]?.deletable).toBeUndefined();
  expect(marks[3]?.until).toBe(Infinity);
});

it('shows what concerns one participant, and the meeting', () => {
  const events = [
    event('ScreenShare', 1, 2),
    event('ScreenShare', 3, 4, { participantId: 'p2' }),
    { __typename: 'MediaServerOutage', id: 'o', at: minute(5), until: minute(6) } as TimelineEvent,
  ];
  expect(marksOf(events, range, nameOf, 'p2').map(({ text }) => text)).toEqual([
    'Ben shared a screen',
    'The media server did not respond',
  ]);
});

it('says what hosts did, to whom, and keeps what is about everybody', () => {
  const action = (from: number, kind: string, targetId: string | null, actor: string | null) =>
    event('HostAction', from, null, {
      participantId: undefined,
      action: kind,
      actor,
      targetId,
    });
  const events = [
    action(1, 'MUTED', 'p1', 'Ben'),
    action(2, 'REMOVED', 'p2', null),
    action(3, 'LOCKED', null, 'Ben'),
  ];
  const texts = (who: string | null) => marksOf(events, range, nameOf, who).map(({ text }) => text);
  expect(texts(null)).toEqual(['Ben muted Ann', 'A host removed Ben', 'Ben locked the meeting']);
  expect(texts('p1')).toEqual(['Ben muted Ann', 'Ben locked the meeting']);
});
