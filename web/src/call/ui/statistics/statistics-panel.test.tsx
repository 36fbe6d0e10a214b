import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Connection } from '../../engine/connection/connection-judge';
import type { Statistics } from '../../engine/connection/statistics';
import { fakeCall, people, video } from '../../testing/fake-call';
import { StatisticsPanel } from './statistics-panel';
import { useShownStatistics } from './use-statistics';

const closed = { open: false, asked: false, toggle: vi.fn(), close: vi.fn() };

let statistics: Statistics;
const read = vi.fn(() => Promise.resolve(statistics));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  read.mockClear();
  statistics = new Map([
    [
      'c0',
      {
        state: 'live',
        picture: 'large',
        streams: [
          video({ direction: 'up', jitterBufferMs: null, packetsLost: null }),
          video({ direction: 'up', kind: 'audio', codec: 'opus', bitsPerSecond: 36_400 }),
        ],
      },
    ],
    ['c1', { state: 'waiting', picture: 'large', streams: [] }],
  ]);
});

afterEach(() => {
  vi.useRealTimers();
});

function Room({ call }: { call: ReturnType<typeof fakeCall>['call'] }) {
  const shown = useShownStatistics(closed, closed);
  return (
    <>
      <button type="button" onClick={shown.toggle}>
        All
      </button>
      <button
        type="button"
        onClick={() => {
          shown.show('p1');
        }}
      >
        Of Ben
      </button>
      {shown.open && <StatisticsPanel call={call} meetingId="m1" shown={shown} />}
    </>
  );
}

const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
const press = (name: string) => user().click(screen.getByRole('button', { name }));

async function show(room = people(2)) {
  const { call, connections } = fakeCall(room);
  Object.assign(call, { statistics: () => ({ read }) });
  const { unmount } = render(<Room call={call} />);
  await press('All');
  if (room.some(({ publications }) => publications.length > 0)) await screen.findAllByRole('table');
  return { connections, unmount };
}

/** The cells of each row of a table. */
const rows = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent));

it('shows the figures with their units in a table with headers', async () => {
  await show();
  expect(rows('Ann Archer (you)')).toEqual([
    ['Figure', 'Video', 'Audio'],
    ['Resolution', '1280 × 720', '–no value'],
    ['Frame rate', '30.0 fps', '–no value'],
    ['Bit rate', '1.50 Mbit/s', '36 kbit/s'],
    ['Codec', 'VP8', 'opus'],
    ['Packets lost', '–no value', '0.4 %'],
    ['Jitter', '5 ms', '5 ms'],
    ['Round trip', '40 ms', '40 ms'],
    ['Jitter buffer', '–no value', '32 ms'],
  ]);
  expect(screen.getAllByRole('columnheader')).toHaveLength(3);
  expect(screen.getByRole('rowheader', { name: 'Jitter buffer' })).toBeTruthy();
  expect(screen.getByText('All that you send').parentElement?.textContent).toContain('1.54 Mbit/s');
});

it('says what goes on with a connection that has no figures', async () => {
  const { connections } = await show();
  const lost: Connection = { grade: 'lost', findings: [{ cause: 'path', value: null }] };
  act(() => {
    connections.states.set(new Map([['c1', lost]]));
  });
  expect(screen.getByRole('region', { name: 'Ben' }).textContent).toContain(
    'waiting for the next attempt to connect. Lost connection: being restored.',
  );
  expect(screen.queryByRole('table', { name: 'Ben' })).toBeNull();
});

it('shows which picture arrives, and the small one that is sent beside the own camera', async () => {
  const small = video({ direction: 'up', width: 320, height: 180, bitsPerSecond: 150_000 });
  statistics = new Map([
    ...statistics,
    ['c1', { state: 'live', picture: 'small', streams: [video({ height: 180, width: 320 })] }],
    ['s0', { state: 'live', picture: 'small', streams: [small] }],
  ]);
  await show();
  expect(screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
    'Ann Archer (you)',
    'Ann Archer (you), small picture',
    'Ben',
  ]);
  expect(rows('Ann Archer (you), small picture')[3]).toEqual([
    'Bit rate',
    '150 kbit/s',
    '–no value',
  ]);
  expect(screen.getByRole('region', { name: 'Ben' }).textContent).toContain(
    'Received by this page: connected. Small picture.',
  );
  expect(screen.getByText('All that you send').parentElement?.textContent).toContain('1.69 Mbit/s');
});

it('says why no picture arrives of somebody whom no tile shows', async () => {
  statistics = new Map([
    ['c1', { state: 'live', picture: 'none', streams: [video({ kind: 'audio' })] }],
  ]);
  await show();
  expect(screen.getByRole('region', { name: 'Ben' }).textContent).toContain(
    'connected. No picture, because no tile shows it.',
  );
});

it('reads every second while it is open only', async () => {
  await show();
  expect(read).toHaveBeenCalledTimes(1);
  await act(() => vi.advanceTimersByTimeAsync(3000));
  const times = read.mock.calls.length;
  expect(times).toBeGreaterThanOrEqual(4);
  await user().keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(5000));
  expect(read).toHaveBeenCalledTimes(times);
});

it('takes the focus, and returns it when Escape closes it', async () => {
  await show();
  expect(document.activeElement?.textContent).toBe('Statistics');
  await user().keyboard('{Escape}');
  expect(document.activeElement?.textContent).toBe('All');
});

it('shows one tile or all, and tells screen readers of no change', async () => {
  await show();
  expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(2);
  await press('Of Ben');
  expect(screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
    'Ben',
  ]);
  await user().selectOptions(screen.getByRole('combobox', { name: 'Statistics of' }), 'Everything');
  expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(2);
  expect(screen.getByRole('table').closest('[role=status], [aria-live]')).toBeNull();
});

it('copies everything as a text for a report', async () => {
  // It brings a clipboard.
  const someone = user();
  await show();
  await someone.click(screen.getByRole('button', { name: 'Copy' }));
  const text = await navigator.clipboard.readText();
  expect(await screen.findByText('Statistics copied')).toBeTruthy();
  expect(text).toMatch(/^Time: \d{4}-.*Z$/m);
  expect(text).toContain('Meeting: m1\nBrowser: ');
  expect(text).toContain('\nTotal: 1.54 Mbit/s up, 0 kbit/s down\n');
  expect(text).toContain(
    [
      'Ann Archer (you) (publication c0)',
      'Sent by this page: connected.',
      'Video: resolution 1280 × 720, frame rate 30.0 fps, bit rate 1.50 Mbit/s, codec VP8, jitter 5 ms, round trip 40 ms',
      'Audio: bit rate 36 kbit/s, codec opus, packets lost 0.4 %, jitter 5 ms, round trip 40 ms, jitter buffer 32 ms',
      '',
      'Ben (publication c1)',
      'Received by this page: waiting for the next attempt to connect.',
    ].join('\n'),
  );
});

it('says what to do where nobody sends anything', async () => {
  await show([{ ...people(1)[0], publications: [] } as ReturnType<typeof people>[number]]);
  expect(screen.getByText(/^Nobody sends sound or video/)).toBeTruthy();
});
