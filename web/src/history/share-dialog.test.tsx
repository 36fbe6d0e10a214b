import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { refusal, renderInPage, serve } from '../testing/server';
import { minute } from './figures-fixture';
import type { MarkedSpan } from './marked-spans';
import { ShareDialog } from './share-dialog';

const token = `chattyshare_${'x'.repeat(43)}`;

const span = (from: number): MarkedSpan => ({
  meetingId: 'm1',
  from: Date.parse(minute(from)),
  to: Date.parse(minute(from + 5)),
  participantId: 'p1',
  source: 'OWN',
});

function show(spans: MarkedSpan[], answers: object = {}) {
  const sent = serve({
    SharedLinks: {
      meeting: {
        __typename: 'Meeting',
        id: 'm1',
        sharedLinks: [
          {
            id: 'l1',
            createdBy: 'Ben',
            comparison: false,
            expiresAt: minute(60),
            lastUsedAt: null,
          },
        ],
      },
    },
    CreateSharedLink: { createSharedLink: { token, link: { id: 'l2' } } },
    RevokeSharedLink: { revokeSharedLink: 'l1' },
    ...answers,
  });
  renderInPage(<ShareDialog meetingId="m1" spans={spans} onClose={() => undefined} />);
  return { sent, user: userEvent.setup() };
}

const bodyOf = (sent: ReturnType<typeof serve>, wanted: string) =>
  sent.find(({ name }) => name === wanted)?.body;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('creates a link to the history and shows it once', async () => {
  const { sent, user } = show([span(0)]);
  const shows = screen.getByRole('combobox', { name: 'The link shows', hidden: true });
  expect(within(shows).getAllByRole('option', { hidden: true })).toHaveLength(1);
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'It expires after', hidden: true }),
    '90',
  );
  await user.click(screen.getByRole('button', { name: 'Create link', hidden: true }));
  expect(await screen.findByText(`${location.origin}/shared#${token}`)).toBeTruthy();
  expect(bodyOf(sent, 'CreateSharedLink')).toEqual({ meetingId: 'm1', days: 90, spans: null });
});

it('shares the comparison of the marked spans', async () => {
  const { sent, user } = show([span(0), span(5)]);
  await user.click(screen.getByRole('button', { name: 'Create link', hidden: true }));
  await screen.findByText(/shown this once/);
  const range = (from: number) => ({ from: minute(from), to: minute(from + 5) });
  expect(bodyOf(sent, 'CreateSharedLink')).toEqual({
    meetingId: 'm1',
    days: 30,
    spans: [
      { meetingId: 'm1', range: range(0), participantId: 'p1', source: 'OWN' },
      { meetingId: 'm1', range: range(5), participantId: 'p1', source: 'OWN' },
    ],
  });
});

it('says why a link was not created', async () => {
  const { user } = show([], { CreateSharedLink: refusal('TOO_MANY_LINKS', 'You have 50 links.') });
  await user.click(screen.getByRole('button', { name: 'Create link', hidden: true }));
  expect(await screen.findByText('You have 50 links.')).toBeTruthy();
  expect(screen.queryByText(/shown this once/)).toBeNull();
});

it('lists links and revokes one', async () => {
  const { sent, user } = show([]);
  await user.click(
    await screen.findByRole('button', { name: /^Revoke: History, by Ben/, hidden: true }),
  );
  await vi.waitFor(() => {
    expect(sent.filter(({ name }) => name === 'SharedLinks')).toHaveLength(2);
  });
  expect(bodyOf(sent, 'RevokeSharedLink')).toEqual({ id: 'l1' });
});
