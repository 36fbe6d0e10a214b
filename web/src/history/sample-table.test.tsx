import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve } from '../testing/server';
import { sample } from './sample-fixture';
import { SampleTable } from './sample-table';

const names: Record<string, string> = { p1: 'Ann', p2: 'Ben' };

interface Variables {
  after: string | null;
  participantId: string | null;
}

function show(answer: (variables: Variables) => unknown) {
  const sent = serve({ 'GET /api/session': ann, SamplePage: answer });
  renderInPage(
    <SampleTable
      meetingId="m1"
      range={{ from: 1000, to: 2000 }}
      participantId="p2"
      nameOf={(id) => names[id] ?? ''}
    />,
  );
  return { sent, user: userEvent.setup() };
}

const page = (estimates: number[], endCursor: string | null, change: object = {}) => ({
  meeting: {
    __typename: 'Meeting',
    id: 'm1',
    latencySamples: {
      edges: estimates.map((estimateMs) => ({
        node: {
          __typename: 'LatencySample',
          ...sample({ id: String(estimateMs), estimateMs, ...change }),
        },
      })),
      pageInfo: { hasNextPage: endCursor !== null, endCursor },
    },
  },
});

const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Next page' });
const previous = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Previous page' });

afterEach(() => {
  vi.unstubAllGlobals();
});

it('turns pages forward and back', async () => {
  const { user } = show(({ after }) => (after === null ? page([201], 'c1') : page([302], null)));
  expect(await screen.findByRole('cell', { name: '201 ms' })).toBeTruthy();
  expect(previous().disabled).toBe(true);
  await user.click(next());
  expect(await screen.findByRole('cell', { name: '302 ms' })).toBeTruthy();
  expect(screen.getByText('Page 2')).toBeTruthy();
  expect(next().disabled).toBe(true);
  await user.click(previous());
  expect(await screen.findByRole('cell', { name: '201 ms' })).toBeTruthy();
});

it('asks for the samples of the range and of the participant', async () => {
  const { sent } = show(() => page([77], null));
  await screen.findByRole('cell', { name: '77 ms' });
  expect(sent.at(-1)?.body).toMatchObject({
    participantId: 'p2',
    after: null,
    from: '1970-01-01T00:00:01.000Z',
    to: '1970-01-01T00:00:02.000Z',
  });
});

it('marks samples that are excluded from statistics', async () => {
  show(() => page([5000], null, { validity: 'IMPLAUSIBLE' }));
  expect(await screen.findByRole('cell', { name: 'implausible' })).toBeTruthy();
});

it('can be scrolled by the keyboard', () => {
  show(() => page([], null));
  expect(screen.getByRole('region', { name: 'Table of samples' }).tabIndex).toBe(0);
});

it('says that there are no samples', async () => {
  show(() => page([], null));
  expect(await screen.findByText('No samples.')).toBeTruthy();
});

it('reports a failure', async () => {
  show(() => refusal('DATABASE_AWAY', 'The database is away.'));
  await waitFor(() => {
    expect(screen.getByRole('alert').textContent).toBe('The database is away.');
  });
});
