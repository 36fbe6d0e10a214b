import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, renderInPage, serve } from '../testing/server';
import { ChatSection } from './chat-section';

const node = (number: number) => ({
  __typename: 'ChatMessage',
  number,
  displayName: number % 2 === 0 ? 'Gus' : 'Ann',
  guest: number % 2 === 0,
  sentAt: '2026-03-01T09:00:00Z',
  text: `message ${number}, https://example.org`,
});

/** A chat of that many messages, page by page. */
function chat(count: number) {
  return ({ variables }: { variables: { first: number; after: string | null } }) => {
    const from = Number(variables.after ?? 0);
    const end = Math.min(count, from + variables.first);
    return {
      meeting: {
        __typename: 'Meeting',
        id: 'm1',
        chatMessages: {
          edges: Array.from({ length: end - from }, (_, index) => ({
            node: node(from + index + 1),
          })),
          pageInfo: { hasNextPage: end < count, endCursor: String(end) },
        },
      },
    };
  };
}

const serveChat = (count: number) =>
  serve({
    'GET /api/session': ann,
    ChatPage: (variables: { first: number; after: string | null }) => chat(count)({ variables }),
  });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('shows nothing where nobody wrote', async () => {
  const sent = serveChat(0);
  const { container } = renderInPage(<ChatSection meetingId="m1" />);
  await waitFor(() => {
    expect(sent.some(({ name }) => name === 'ChatPage')).toBe(true);
  });
  expect(container.textContent).toBe('');
});

it('shows pages with links, and saves all of them', async () => {
  let saved: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved = blob as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  serveChat(1060);
  renderInPage(<ChatSection meetingId="m1" />);
  expect(await screen.findAllByRole('listitem')).toHaveLength(50);
  expect(screen.getAllByRole('link')[0]?.getAttribute('href')).toBe('https://example.org/');
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText(/message 100,/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Save as a file' }));
  await waitFor(() => {
    expect(saved).toBeDefined();
  });
  const text = (await saved?.text()) ?? '';
  expect(text.startsWith('2026-03-01T09:00:00Z Ann:\n  message 1,')).toBe(true);
  expect(text).toContain('Gus (guest):\n  message 1060,');
});
