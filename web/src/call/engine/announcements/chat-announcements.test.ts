import { expect, it } from 'vitest';
import { ChatAnnouncements } from './chat-announcements';

const messages = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    participantId: 'b',
    displayName: 'Ben',
    guest: false,
    sentAt: '2026-03-01T09:00:00Z',
    text: `message ${index + 1}`,
  }));

it('reads up to two messages, and counts more', () => {
  const announcements = new ChatAnnouncements();
  expect(announcements.next([], 0)).toEqual([]);
  expect(announcements.next(messages(1), 1)).toEqual(['Ben writes: message 1']);
  expect(announcements.next(messages(1), 1)).toEqual([]);
  expect(announcements.next(messages(3), 3)).toEqual([
    'Ben writes: message 2',
    'Ben writes: message 3',
  ]);
  expect(announcements.next(messages(6), 6)).toEqual(['3 new messages.']);
});

it('does not read what was seen in the open chat', () => {
  const announcements = new ChatAnnouncements();
  expect(announcements.next(messages(2), 0)).toEqual([]);
  expect(announcements.next(messages(4), 1)).toEqual(['Ben writes: message 4']);
});
