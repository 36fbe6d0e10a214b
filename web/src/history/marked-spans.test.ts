import { expect, it } from 'vitest';
import { marksOfSpans, type MarkedSpan } from './marked-spans';

const span = (meetingId: string, from: number, participantId: string): MarkedSpan => ({
  meetingId,
  from,
  to: from + 1000,
  participantId,
  source: 'OWN',
});

it('marks the spans of the meeting on its time axis, those of the same time together', () => {
  const spans = [
    span('m1', 0, 'p1'),
    span('m2', 0, 'p9'),
    span('m1', 0, 'p2'),
    span('m1', 5, 'p1'),
  ];
  expect(marksOfSpans(spans, 'm1')).toMatchObject([
    { kind: 'span', at: 0, until: 1000, text: 'A, C' },
    { kind: 'span', at: 5, until: 1005, text: 'D' },
  ]);
});
