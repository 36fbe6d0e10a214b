import { expect, it, vi } from 'vitest';
import { camera, participant } from '../../testing/participant';
import type { Grade } from './connection-judge';
import { UplinkReporter } from './uplink-reporter';

const room = (uplink: Grade) => [
  participant({ id: 'a', you: true, publications: [{ ...camera('mine'), uplink }] }),
  participant({ publications: [camera('theirs')] }),
];
const graded = (grade: Grade) =>
  new Map([
    ['mine', { grade, findings: [] }],
    ['theirs', { grade: 'lost' as const, findings: [] }],
  ]);

it('says what the own connection is like, once it differs from what the room knows', () => {
  const send = vi.fn();
  const reporter = new UplinkReporter(send);
  reporter.note(room('good'), graded('good'), 0);
  expect(send).not.toHaveBeenCalled();
  reporter.note(room('good'), graded('poor'), 1000);
  expect(send.mock.calls).toEqual([['mine', 'poor']]);
  reporter.note(room('poor'), graded('poor'), 9000);
  expect(send).toHaveBeenCalledTimes(1);
});

it('repeats what the room does not take, at most every three seconds', () => {
  const send = vi.fn();
  const reporter = new UplinkReporter(send);
  for (let at = 0; at < 7000; at += 1000) reporter.note(room('good'), graded('fair'), at);
  expect(send).toHaveBeenCalledTimes(3);
});

it('takes it back where nothing is known any more', () => {
  const send = vi.fn();
  new UplinkReporter(send).note(room('poor'), new Map(), 0);
  expect(send.mock.calls).toEqual([['mine', 'good']]);
});
