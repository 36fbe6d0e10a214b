import { describe, expect, it } from 'vitest';
import { participant } from '../../testing/participant';
import type { Participant } from '../protocol';
import type { Room } from '../room';
import { describeHands, describePeople } from './room-announcements';

const ann = participant({ id: 'a', displayName: 'Ann', you: true });
const ben = (change: Partial<Participant> = {}) => participant(change);
const more = ['Cleo', 'Dan', 'Edda'].map((displayName) =>
  participant({ id: displayName, displayName }),
);

describe('describePeople', () => {
  it.each<[string, Room, Room, string[]]>([
    ['this page comes', [], [ann, ben()], ['Ben is here.']],
    ['somebody comes', [ann], [ann, ben()], ['Ben is here.']],
    ['many come', [ann], [ann, ...more], ['3 people are here.']],
    ['somebody leaves', [ann, ben()], [ann], ['Ben left.']],
    ['many leave', [ann, ...more], [ann], ['3 people left.']],
    [
      'one leaves and one comes',
      [ann, ben()],
      [ann, ...more.slice(0, 1)],
      ['Cleo is here.', 'Ben left.'],
    ],
    ['somebody is lost', [ben()], [ben({ status: 'reconnecting' })], ['Ben is reconnecting.']],
    ['somebody is back', [ben({ status: 'reconnecting' })], [ben()], ['Ben is back.']],
    ['somebody becomes a co-host', [ben()], [ben({ coHost: true })], ['Ben is a co-host.']],
    ['a co-host comes', [], [ben({ coHost: true })], ['Ben is here.', 'Ben is a co-host.']],
    [
      'somebody is none any more',
      [ben({ coHost: true })],
      [ben()],
      ['Ben is no longer a co-host.'],
    ],
    ['a microphone changes', [ben()], [ben({ publications: [] })], []],
  ])('when %s', (_, before, now, sentences) => {
    expect(describePeople(before, now)).toEqual(sentences);
  });
});

describe('describeHands', () => {
  const at = (second: number) => `2026-03-01T09:00:0${second}Z`;
  const hand = (person: Participant, second: number) => ({ ...person, handRaisedAt: at(second) });

  it.each<[string, Room, Room, string[]]>([
    ['somebody raises a hand', [ben()], [hand(ben(), 1)], ['Ben raised a hand.']],
    ['a hand was up when this page came', [], [hand(ben(), 1)], ['Ben raised a hand.']],
    ['it stays up', [hand(ben(), 1)], [hand(ben(), 1)], []],
    ['it goes down', [hand(ben(), 1)], [ben()], []],
    ['it was down meanwhile', [hand(ben(), 1)], [hand(ben(), 3)], ['Ben raised a hand.']],
    [
      'two raise theirs',
      [],
      more.slice(0, 2).map((person, index) => hand(person, 5 - index)),
      ['Dan raised a hand.', 'Cleo raised a hand.'],
    ],
    ['many do', [], more.map((person) => hand(person, 1)), ['3 people raised their hands.']],
    ['it is the own hand', [ann], [hand(ann, 1)], []],
  ])('when %s', (_, before, now, sentences) => {
    expect(describeHands(before, now)).toEqual(sentences);
  });
});
