import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, nobody, refusal, renderInPage, serve, type Answers } from '../../../testing/server';
import { Conversation } from '../../engine/conversation';
import { SignallingError } from '../../engine/signalling-error';
import { fakeCall, people } from '../../testing/fake-call';
import { ChatPanel } from './chat-panel';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function show(say = vi.fn(() => Promise.resolve()), answers: Answers = {}) {
  const sent = serve({ 'GET /api/session': ann, ...answers });
  const conversation = new Conversation(say);
  const call = Object.assign(fakeCall(people(2)).call, { conversation });
  const onClose = vi.fn();
  renderInPage(<ChatPanel call={call} meetingId="m1" onClose={onClose} />);
  return { conversation, say, onClose, sent };
}

const message = (number: number, change: object = {}) => ({
  number,
  participantId: 'p1',
  displayName: 'Ben',
  guest: false,
  sentAt: '2026-03-01T09:00:00Z',
  text: 'Hello',
  ...change,
});

it('shows who wrote what, with links that are safe', () => {
  const { conversation } = show();
  act(() => {
    conversation.receive({
      type: 'chat',
      messages: [
        message(1, { text: 'See https://example.org/<b>.\njavascript:alert(1)', guest: true }),
        message(2, { participantId: 'p0' }),
      ],
    });
  });
  const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(items[0]).toMatch(/^BenGuest.*See https:\/\/example.org\/<b>\.\njavascript:alert\(1\)$/s);
  expect(items[1]).toMatch(/^You.*Hello$/);
  const links = screen.getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://example.org/']);
  expect(links[0]?.getAttribute('rel')).toContain('noopener');
});

it('sends by Enter, and begins a line by Shift and Enter', async () => {
  const { say } = show();
  const user = userEvent.setup();
  await user.keyboard('One{Shift>}{Enter}{/Shift}Two{Enter}');
  expect(say).toHaveBeenCalledExactlyOnceWith({ type: 'chat', text: 'One\nTwo' });
  await waitFor(() => {
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('');
  });
  await user.keyboard('  {Enter}');
  expect(say).toHaveBeenCalledOnce();
});

it('keeps what could not be sent, and says why', async () => {
  show(vi.fn(() => Promise.reject(new SignallingError('LIMIT_REACHED', 'Too fast.'))));
  const user = userEvent.setup();
  await user.keyboard('Hi{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('Too fast.');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Hi');
});

/** What is saved as a file. */
function saved(): { text: () => Promise<string | undefined> } {
  let file: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    file = blob as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  return { text: () => Promise.resolve(file?.text()) };
}

const save = () => userEvent.click(screen.getByRole('button', { name: 'Save the chat as a file' }));

it('saves the messages as a file', async () => {
  const file = saved();
  const { conversation } = show();
  act(() => {
    conversation.receive({ type: 'chat', messages: [message(1, { text: 'a\nb' })] });
  });
  await save();
  await waitFor(async () => {
    expect(await file.text()).toBe('2026-03-01T09:00:00Z Ben:\n  a\n  b\n');
  });
});

/** A chat of 1250 messages, of which the page got the last 50. */
const long = {
  ChatPage: ({ first, after }: { first: number; after: string | null }) => {
    const from = Number(after ?? 0);
    const end = Math.min(1250, from + first);
    return {
      meeting: {
        __typename: 'Meeting',
        id: 'm1',
        chatMessages: {
          edges: Array.from({ length: end - from }, (_, index) => ({
            node: {
              __typename: 'ChatMessage',
              ...message(from + index + 1, { text: `text ${from + index + 1}` }),
            },
          })),
          pageInfo: { hasNextPage: end < 1250, endCursor: String(end) },
        },
      },
    };
  },
};

const join = (conversation: Conversation) => {
  act(() => {
    conversation.receive({
      type: 'chat',
      messages: Array.from({ length: 50 }, (_, index) => message(1201 + index)),
    });
  });
};

it('shows earlier messages in pages, outside the log that screen readers follow', async () => {
  const { conversation, sent } = show(undefined, long);
  join(conversation);
  const more = await screen.findByRole('button', { name: 'Show earlier messages' });
  await userEvent.click(more);
  const earlier = within(await screen.findByRole('list', { name: 'Earlier messages' }));
  const numbers = () =>
    earlier.getAllByRole('listitem').map(({ textContent }) => textContent.replace(/.*text /, ''));
  expect(numbers()).toHaveLength(100);
  expect([numbers()[0], numbers().at(-1)]).toEqual(['1101', '1200']);
  const log = within(screen.getByRole('log', { name: 'Messages' }));
  expect(log.getAllByRole('listitem')).toHaveLength(50);
  await userEvent.click(more);
  expect(numbers()).toHaveLength(200);
  expect(numbers()[0]).toBe('1001');
  // The server gives at most 1000 messages per page.
  expect(sent.filter(({ name }) => name === 'ChatPage')).toHaveLength(2);
});

it('saves also what it does not show', async () => {
  const file = saved();
  const { conversation } = show(undefined, long);
  join(conversation);
  await screen.findByRole('button', { name: 'Show earlier messages' });
  await save();
  await waitFor(async () => {
    expect((await file.text())?.match(/ Ben:/g)).toHaveLength(1250);
  });
});

it('says why earlier messages cannot be shown, and saves no part of the chat', async () => {
  const file = saved();
  const { conversation } = show(undefined, {
    ChatPage: refusal('DATABASE_AWAY', 'The database is away.'),
  });
  join(conversation);
  await userEvent.click(await screen.findByRole('button', { name: 'Show earlier messages' }));
  expect((await screen.findByRole('alert')).textContent).toBe('The database is away.');
  await save();
  expect(await file.text()).toBeUndefined();
  expect(screen.getByRole('button', { name: 'Show earlier messages' })).toBeTruthy();
});

it('offers guests nothing from before they came', async () => {
  const { conversation, sent } = show(undefined, { 'GET /api/session': nobody });
  join(conversation);
  await waitFor(() => {
    expect(sent.some(({ name }) => name === 'GET /api/session')).toBe(true);
  });
  expect(screen.queryByRole('button', { name: 'Show earlier messages' })).toBeNull();
});

it('closes by Escape', async () => {
  const { onClose } = show();
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
});
