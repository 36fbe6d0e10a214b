import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeCall, measurement } from '../../testing/fake-call';
import { camera, participant } from '../../testing/participant';
import { NotificationSettings } from '../notifications/notification-settings';
import { announced } from './announced';
import { RoomAnnouncers } from './room-announcers';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  Object.values(announced).forEach((one) => {
    one.set(true);
  });
});

function enter() {
  const fake = fakeCall([ann, ben]);
  render(<RoomAnnouncers call={fake.call} />);
  const pass = (ms: number) => {
    act(() => {
      vi.advanceTimersByTime(ms);
    });
  };
  return { ...fake, pass };
}

const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
const ann = participant({ id: 'a', displayName: 'Ann', you: true });
const ben = participant({ publications: [camera('c1')] });
const cleo = participant({ id: 'c', displayName: 'Cleo' });
const raised = (handRaisedAt: string) => [ann, { ...ben, handRaisedAt }];
const chat = (number: number) => ({
  type: 'chat' as const,
  messages: [
    {
      number,
      participantId: 'b',
      displayName: 'Ben',
      guest: false,
      sentAt: '2026-03-01T09:00:00Z',
      text: 'Hello',
    },
  ],
});

it('announces joins, hands and messages within two seconds', () => {
  const { state, conversation, pass } = enter();
  pass(1000);
  expect(said()).toEqual(['Ben is here.', '', '', '']);
  state.update((before) => ({ ...before, room: [...before.room, cleo] }));
  pass(2000);
  expect(said()[0]).toBe('Cleo is here.');
  state.update((before) => ({ ...before, room: raised('2026-03-01T09:00:00Z') }));
  conversation.receive(chat(1));
  pass(2000);
  expect(said().slice(1, 3)).toEqual(['Ben raised a hand.', 'Ben writes: Hello']);
});

it('reads the same text again as a new element', () => {
  const { state, pass } = enter();
  const read = () => {
    pass(1000);
    return screen.getByText('Ben raised a hand.');
  };
  state.update((before) => ({ ...before, room: raised('2026-03-01T09:00:00Z') }));
  const first = read();
  pass(1000);
  expect(screen.getByText('Ben raised a hand.')).toBe(first);
  state.update((before) => ({ ...before, room: raised('2026-03-01T09:00:02Z') }));
  expect(read()).not.toBe(first);
});

it('announces the latency of the clock that the badge shows, at most every ten seconds', () => {
  const { latency, pass } = enter();
  const film = (estimateMs: number) => {
    latency.add([
      measurement({ participantId: 'b', publicationId: 'c1', estimateMs }),
      measurement({ participantId: 'b', publicationId: 'c1', estimateMs: 900, source: 'PAIR' }),
    ]);
  };
  pass(9000);
  film(87);
  pass(1000);
  expect(said()[3]).toBe('Ben: latency 87 milliseconds, good.');
  pass(9000);
  expect(said()[3]).toBe('Ben: latency 87 milliseconds, good.');
  film(500);
  pass(1000);
  expect(said()[3]).toBe('Ben: latency 500 milliseconds, high.');
});

const kinds = ['people', 'hands', 'chat', 'latency'] as const;

it.each([
  ['People', 'people'],
  ['Raised hands', 'hands'],
  ['Chat messages', 'chat'],
  ['Latency', 'latency'],
] as const)('announces all but what is turned off, which is remembered: %s', (label, kind) => {
  render(<NotificationSettings onClose={() => undefined} />);
  act(() => {
    screen.getByRole('switch', { name: label }).click();
  });
  expect(localStorage.getItem(`chattycat.announce.${kind}`)).toBe('off');
  const { state, conversation, latency, pass } = enter();
  state.update((before) => ({ ...before, room: raised('2026-03-01T09:00:00Z') }));
  conversation.receive(chat(1));
  pass(9000);
  latency.add([measurement({ participantId: 'b', publicationId: 'c1' })]);
  pass(1000);
  expect(said().map((text) => text === '')).toEqual(kinds.map((one) => one === kind));
});

it('does not announce later what happened while a kind was turned off', () => {
  announced.people.set(false);
  const { pass } = enter();
  pass(1000);
  announced.people.set(true);
  pass(1000);
  expect(said()[0]).toBe('');
});
