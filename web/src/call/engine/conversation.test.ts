import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Conversation, handOrder, handsFirst, reactionMs } from './conversation';

const say = vi.fn(() => Promise.resolve());
let conversation: Conversation;

beforeEach(() => {
  vi.useFakeTimers();
  say.mockClear();
  conversation = new Conversation(say);
});

afterEach(() => {
  vi.useRealTimers();
});

const message = (number: number) => ({
  number,
  participantId: 'b',
  displayName: 'Ben',
  guest: false,
  sentAt: '2026-03-01T09:00:00Z',
  text: `message ${number}`,
});
const numbers = () => conversation.messages.get().map(({ number }) => number);
const chat = (...all: number[]) => {
  conversation.receive({ type: 'chat', messages: all.map(message) });
};

it('keeps messages once, also when the server repeats them', () => {
  chat(1, 2);
  chat(1, 2, 3);
  expect(numbers()).toEqual([1, 2, 3]);
});

it('counts what was not read', () => {
  chat(1);
  chat(2, 3);
  expect(conversation.unread.get()).toBe(3);
  const hide = conversation.show();
  expect(conversation.unread.get()).toBe(0);
  chat(4);
  expect(conversation.unread.get()).toBe(0);
  hide();
  chat(5);
  expect(conversation.unread.get()).toBe(1);
});

it('sends what the person says', async () => {
  await conversation.write('Hello');
  await conversation.raiseHand(true);
  await conversation.react('clap');
  expect(say.mock.calls).toEqual([
    [{ type: 'chat', text: 'Hello' }],
    [{ type: 'hand', raised: true }],
    [{ type: 'react', reaction: 'clap' }],
  ]);
});

it('shows a reaction for a while, and a new one for as long again', () => {
  const react = (reaction: string) => {
    conversation.receive({ type: 'reaction', participantId: 'b', reaction });
  };
  react('clap');
  vi.advanceTimersByTime(reactionMs - 100);
  react('heart');
  vi.advanceTimersByTime(reactionMs - 100);
  expect(conversation.reactions.get().get('b')).toEqual({ reaction: 'heart' });
  vi.advanceTimersByTime(100);
  expect(conversation.reactions.get().size).toBe(0);
  react('unknown to this page');
  expect(conversation.reactions.get().size).toBe(0);
});

const raising = [
  { id: 'b', handRaisedAt: null },
  { id: 'a', handRaisedAt: '2026-03-01T09:00:02Z' },
  { id: 'd', handRaisedAt: null },
  { id: 'c', handRaisedAt: '2026-03-01T09:00:01.5Z' },
];

it('orders hands as they were raised', () => {
  expect([...handOrder(raising)]).toEqual([
    ['c', 1],
    ['a', 2],
  ]);
});

it('puts people with raised hands first, and leaves the others in their order', () => {
  expect(handsFirst(raising).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
});
