import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve } from '../testing/server';
import { sample } from './sample-fixture';
import { SampleTable } from './sample-table';

const names: Record<string, string> = { p1: 'Ann', p2: 'Ben' };

interface Variables {
  before: string | null;
  participantId: string | null;
}

function show(answer: (variables: Variables) => unknown, range = { from: 1000, to: 2000 }) {
  const sent = serve({ 'GET /api/session': ann, SamplePage: answer });
  renderInPage(
    <SampleTable
      meetingId="m1"
      range={range}
      participantId="p2"
      nameOf={(id) => names[id] ?? ''}
    />,
  );
  return { sent, user: userEvent.setup() };
}

/** What the server answers: the oldest first. */
const page = (estimates: number[], startCursor: string | null, change: object = {}) => ({
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
      pageInfo: { hasPreviousPage: startCursor !== null, startCursor },
    },
  },
});

const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Next page' });
const previous = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Previous page' });

afterEach(() => {
  vi.unstubAllGlobals();
});

it('turns pages forward and back', async () => {
  const { user } = show(({ before }) => (before === null ? page([201], 'c1') : page([302], null)));
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
    before: null,
    last: 25,
    from: '1970-01-01T00:00:01.000Z',
    to: '1970-01-01T00:00:02.000Z',
  });
});

it('shows the newest first', async () => {
  show(() => page([201, 302], null));
  await screen.findByRole('cell', { name: '201 ms' });
  expect(screen.getAllByRole('cell', { name: /^\d+ ms$/ }).map((cell) => cell.textContent)).toEqual(
    ['302 ms', '201 ms'],
  );
});

it('loads the newest again while the range follows a meeting', async () => {
  const newest = [[201], [201, 302]];
  serve({ 'GET /api/session': ann, SamplePage: () => page(newest.shift() ?? [], null) });
  const table = (to: number) => (
    <SampleTable meetingId="m1" range={{ from: 1000, to }} participantId={null} nameOf={String} />
  );
  function Live() {
    const [to, setTo] = useState(2000);
    return (
      <>
        <button
          onClick={() => {
            setTo(3000);
          }}
        >
          later
        </button>
        {table(to)}
      </>
    );
  }
  renderInPage(<Live />);
  await screen.findByRole('cell', { name: '201 ms' });
  await userEvent.click(screen.getByRole('button', { name: 'later' }));
  expect(await screen.findByRole('cell', { name: '302 ms' })).toBeTruthy();
});

it('says the day of a sample where the range has several', async () => {
  const noon = new Date(2026, 2, 1, 12);
  const arrivedAt = noon.toISOString();
  show(() => page([1], null, { arrivedAt }), {
    from: noon.getTime() - 1000,
    to: noon.getTime() + 1000,
  });
  expect((await screen.findByRole('cell', { name: /12:00:00/ })).textContent).not.toMatch(/Mar/);
  cleanup();
  show(() => page([1], null, { arrivedAt }), {
    from: noon.getTime() - 86_400_000,
    to: noon.getTime() + 1000,
  });
  expect(await screen.findByRole('cell', { name: /Mar 1, 2026, 12:00:00/ })).toBeTruthy();
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
