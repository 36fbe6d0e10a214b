import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ann, nobody, refusal, renderInPage, serve, type Answers } from '../testing/server';
import { HomePage } from './home-page';

const id = '0199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c';

const page = (names: string[], endCursor: string | null) => ({
  meetings: {
    edges: names.map((name) => ({
      node: {
        __typename: 'Meeting',
        id: name,
        createdAt: '2026-01-01T00:00:00Z',
        startedAt: '2026-01-01T00:00:00Z',
        endedAt: null,
        host: true,
        coHost: false,
        title: null,
        shortCode: 'fox-candle-ocean-42',
        latencyOverview: null,
        participants: [{ __typename: 'Participant', id: name, displayName: name, leftAt: null }],
      },
    })),
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
  },
});

function show(answers: Answers = {}, session: object = ann) {
  const sent = serve({
    'GET /api/session': session,
    'GET /api/account': { ...ann, offerPasskey: false },
    Meetings: page([], null),
    ...answers,
  });
  renderInPage(<HomePage />);
  return { sent, user: userEvent.setup() };
}

beforeEach(() => {
  history.replaceState(null, '', '/');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('welcomes people who are signed out with a way to sign in', async () => {
  show({}, nobody);
  expect(await screen.findByRole('textbox', { name: 'E-mail' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'New meeting' })).toBeNull();
});

it('creates a meeting with guests and goes to it', async () => {
  const { sent, user } = show({
    CreateMeeting: { createMeeting: { __typename: 'Meeting', id } },
  });
  await user.click(await screen.findByRole('switch', { name: 'Let guests join with the link' }));
  await user.click(screen.getByRole('button', { name: 'New meeting' }));
  await waitFor(() => {
    expect(location.pathname).toBe(`/m/${id}`);
  });
  expect(history.state).toEqual({ join: true });
  expect(sent).toContainEqual({ name: 'CreateMeeting', body: { guestsAllowed: true } });
});

it('says when a meeting cannot be created', async () => {
  const { user } = show({ CreateMeeting: refusal('DATABASE_AWAY', 'The database is away.') });
  await user.click(await screen.findByRole('button', { name: 'New meeting' }));
  expect((await screen.findByRole('alert')).textContent).toBe('The database is away.');
  expect(location.pathname).toBe('/');
});

it('joins by a pasted link, and helps where there is no code in it', async () => {
  const { user } = show();
  const code = await screen.findByRole('textbox', { name: 'Meeting code' });
  await user.type(code, 'hello{Enter}');
  expect(screen.getByRole('alert').textContent).toMatch(/^No meeting code found/);
  await user.clear(code);
  expect(screen.queryByRole('alert')).toBeNull();
  await user.type(code, `https://cat.example/m/${id}{Enter}`);
  expect(location.pathname).toBe(`/m/${id}`);
  await user.clear(code);
  await user.type(code, 'Fox candle ocean 42{Enter}');
  expect(location.pathname).toBe('/m/fox-candle-ocean-42');
});

it('lets people who are signed out join by a code', async () => {
  const { user } = show({}, nobody);
  await user.type(
    await screen.findByRole('textbox', { name: 'Meeting code' }),
    'Fox candle ocean 42{Enter}',
  );
  expect(location.pathname).toBe('/m/fox-candle-ocean-42');
});

it('lists meetings page by page', async () => {
  const { sent, user } = show({
    Meetings: ({ after }: { after: string | null }) =>
      after === null ? page(['Ben'], 'c1') : page(['Cora'], null),
  });
  expect(await screen.findByText('Ben')).toBeTruthy();
  expect(screen.getByText('1 in the meeting')).toBeTruthy();
  expect(screen.getByText('fox-candle-ocean-42')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('Cora')).toBeTruthy();
  expect(screen.getByText('Ben')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(sent).toContainEqual({ name: 'Meetings', body: { first: 10, after: 'c1', search: null } });
});

it('retries a list that could not be loaded', async () => {
  let fails = true;
  const { user } = show({
    Meetings: () => (fails ? refusal('DATABASE_AWAY', 'The database is away.') : page([], null)),
  });
  await screen.findByText('The database is away.');
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No meetings yet')).toBeTruthy();
});

it('shows duration, median and line of a measured meeting', async () => {
  const measured = page(['Ben'], null);
  Object.assign(measured.meetings.edges[0]?.node ?? {}, {
    endedAt: '2026-01-01T00:12:00Z',
    latencyOverview: {
      __typename: 'LatencyOverview',
      p50Ms: 181.6,
      sparkline: [170, null, 190, 200],
    },
  });
  show({ Meetings: measured });
  expect(await screen.findByText('12 min')).toBeTruthy();
  expect(screen.getByText('182 ms')).toBeTruthy();
  const line = screen.getByRole('img', { name: 'Latency during the meeting: 170 to 200 ms' });
  expect(line.querySelectorAll('path')).toHaveLength(2);
});

it('searches for what was typed', async () => {
  const { sent, user } = show({
    Meetings: ({ search }: { search: string | null }) =>
      search === null ? page(['Ben'], null) : page([], null),
  });
  await screen.findByText('Ben');
  await user.type(screen.getByRole('searchbox', { name: 'Search meetings' }), ' cora ');
  expect(await screen.findByText('No meeting found')).toBeTruthy();
  expect(sent).toContainEqual({
    name: 'Meetings',
    body: { first: 10, after: null, search: 'cora' },
  });
});

it('deletes a meeting after a confirmation, and says why it cannot', async () => {
  let names = ['Ben', 'Cora'];
  let inUse = true;
  const { sent, user } = show({
    Meetings: () => page(names, null),
    DeleteMeeting: () => {
      if (inUse) return refusal('IN_USE', 'Somebody is in this meeting.');
      names = ['Cora'];
      return { deleteMeeting: 'Ben' };
    },
  });
  await screen.findByText('Ben');
  const [button] = screen.getAllByRole('button', { name: /^Delete the meeting of/ });
  if (button !== undefined) await user.click(button);
  expect(sent.some(({ name }) => name === 'DeleteMeeting')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Delete permanently' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Somebody is in this meeting.');
  inUse = false;
  await user.click(screen.getByRole('button', { name: 'Delete permanently' }));
  await waitFor(() => {
    expect(screen.queryByText('Ben')).toBeNull();
  });
  expect(screen.getByText('Cora')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'DeleteMeeting', body: { id: 'Ben' } });
});
