import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Conversation } from '../../engine/conversation';
import { SignallingError } from '../../engine/signalling-error';
import { fakeCall, people } from '../../testing/fake-call';
import { ChatPanel } from './chat-panel';

function show(say = vi.fn(() => Promise.resolve())) {
  const conversation = new Conversation(say);
  const call = Object.assign(fakeCall(people(2)).call, { conversation });
  const onClose = vi.fn();
  render(<ChatPanel call={call} onClose={onClose} />);
  return { conversation, say, onClose };
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

it('saves the messages as a file', async () => {
  let saved: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved = blob as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { conversation } = show();
  act(() => {
    conversation.receive({ type: 'chat', messages: [message(1, { text: 'a\nb' })] });
  });
  await userEvent.click(screen.getByRole('button', { name: 'Save the chat as a file' }));
  expect(await saved?.text()).toBe('2026-03-01T09:00:00Z Ben:\n  a\n  b\n');
  vi.restoreAllMocks();
});

it('closes by Escape', async () => {
  const { onClose } = show();
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
});
