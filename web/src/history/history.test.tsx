import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refusal } from '../testing/server';
import * as files from '../ui/save-file';
import { lineIntervals, minute, summaryLine } from './figures-fixture';
import { intervalsOf, nothing, ranges, show } from './testing/history';
import { brokenFile } from './sample-fixture';

beforeEach(() => {
  history.replaceState(null, '', '/m/m1/history');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('loads the whole meeting at once and shows its figures', async () => {
  const { sent } = show({ lines: [summaryLine({ clockFaults: 7 })] });
  const figure = within(await screen.findByRole('region', { name: 'Figures' }));
  expect(figure.getByText('210 ms')).toBeTruthy();
  expect(figure.getByText('1,234')).toBeTruthy();
  expect(figure.getByText('The true mean lies between 190 ms and 241 ms.')).toBeTruthy();
  expect(ranges(sent)).toEqual([
    {
      id: 'm1',
      range: { from: minute(0), to: minute(10) },
      participantId: null,
      maxPoints: 800,
      bounds: false,
    },
  ]);
});

it('says how exactly figures are known, or why it does not', async () => {
  const second = { participantId: 'p2', intervals: { p50: null, p95: null, mean: null } };
  show(
    { lines: [summaryLine(), summaryLine({ participantId: 'p2', count: 40 })] },
    {
      intervals: () => ({
        meeting: intervalsOf(lineIntervals, { ...lineIntervals, ...second }),
      }),
    },
  );
  const figure = within(await screen.findByRole('region', { name: 'Figures' }));
  expect(figure.getAllByText('The 95 % intervals are being computed…')).toHaveLength(2);
  await figure.findByText('204–218 ms');
  expect(figure.getByText('204–218 ms').textContent).toBe('95 % interval 204–218 ms');
  expect(figure.getByText('213.1–216.1 ms')).toBeTruthy();
  expect(figure.getAllByText(/^Below a value is its 95 % interval/)).toHaveLength(1);
  expect(figure.getAllByText(/changes too slowly for so short a range/)).toHaveLength(1);
});

it('shows the figures when their intervals cannot be loaded, and no intervals of another range', async () => {
  let broken = false;
  const { user } = show(
    {},
    {
      intervals: () => (broken ? refusal('BUSY', 'Busy.') : undefined),
    },
  );
  const figure = within(await screen.findByRole('region', { name: 'Figures' }));
  await figure.findByText('204–218 ms');
  broken = true;
  await user.click(screen.getByRole('button', { name: 'Last 5 min' }));
  expect(await figure.findByText('The 95 % intervals could not be loaded.')).toBeTruthy();
  expect(figure.queryByText('204–218 ms')).toBeNull();
  expect(figure.getByText('210 ms')).toBeTruthy();
});

it('downloads the samples of the range in two formats, and goes on where a download broke off', async () => {
  const save = vi.spyOn(files, 'saveFile').mockImplementation(() => undefined);
  const { user } = show({ lines: [summaryLine({ clockFaults: 7 })] });
  const answer = fetch;
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (!path.includes('/samples.')) return answer(path, init);
    asked.push(path);
    return Promise.resolve(
      asked.length === 1
        ? brokenFile('id,arrived_at\ne1,t1,7\ne2,t2,8\ne3,t', 3)
        : new Response('e3,t3,9\n', {
            headers: { 'X-Row-Count': '1', 'Content-Type': 'text/csv' },
          }),
    );
  });
  await user.click(await screen.findByRole('button', { name: 'Download 1,241 rows' }));
  expect(await screen.findByRole('menuitem', { name: 'As JSON lines' })).toBeTruthy();
  await user.click(await screen.findByRole('menuitem', { name: 'As CSV' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('2 of 3 rows are here.');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await waitFor(() => {
    expect(save).toHaveBeenCalled();
  });
  const [name, type, file] = save.mock.calls[0] ?? [];
  expect([name, type]).toEqual(['latency-m1.csv', 'text/csv']);
  expect(await (file as Blob).text()).toBe('id,arrived_at\ne1,t1,7\ne2,t2,8\ne3,t3,9\n');
  const range = `from=${encodeURIComponent(minute(0))}&to=${encodeURIComponent(minute(10))}`;
  expect(asked).toEqual([
    `/api/meetings/m1/samples.csv?${range}`,
    `/api/meetings/m1/samples.csv?${range}&after=e2%2Ct2`,
  ]);
  expect(screen.queryByRole('alert')).toBeNull();
  save.mockRestore();
});

it('keeps the range in the address and goes back', async () => {
  const { sent, user } = show();
  await screen.findByRole('region', { name: 'Figures' });
  await user.click(screen.getByRole('button', { name: 'Last 5 min' }));
  expect(location.search).toBe('?last=5m');
  await waitFor(() => {
    expect(ranges(sent).at(-1)).toMatchObject({ range: { from: minute(5), to: minute(10) } });
  });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Participant' }), 'Ben');
  expect(location.search).toBe('?last=5m&who=p2');
  await user.click(screen.getByRole('button', { name: 'Zoom in' }));
  expect(new URLSearchParams(location.search).get('who')).toBe('p2');
  expect(new URLSearchParams(location.search).get('from')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Whole meeting' }));
  expect(location.search).toBe('?who=p2');
});

it('keeps marked spans in the address, and Back takes the last one away', async () => {
  const { user } = show();
  await user.click(await screen.findByRole('button', { name: /^Mark as A: Ann/ }));
  expect(await screen.findByRole('button', { name: /^Mark as B: Ann/ })).toBeTruthy();
  expect(location.search).toBe(
    `?span=m1.${Date.parse(minute(0))}.${Date.parse(minute(10))}.p1.OWN`,
  );
  const strip = screen.getByRole('img', { name: /^What happened/ });
  expect(within(strip).getByText('Compared')).toBeTruthy();
  history.back();
  expect(await screen.findByRole('button', { name: /^Mark as A: Ann/ })).toBeTruthy();
  expect(within(strip).queryByText('Compared')).toBeNull();
});

it('begins with the range of the address', async () => {
  history.replaceState(null, '', `/m/m1/history?from=${minute(2)}&to=${minute(4)}&who=p1`);
  const { sent } = show();
  await waitFor(() => {
    expect(ranges(sent)[0]).toMatchObject({
      range: { from: minute(2), to: minute(4) },
      participantId: 'p1',
    });
  });
});

it('keeps the charts while the next range loads, and after a failure', async () => {
  let broken = false;
  const { user } = show(
    {},
    {
      latency: () => (broken ? refusal('DATABASE_AWAY', 'The database is away.') : undefined),
    },
  );
  await screen.findByRole('region', { name: 'Charts' });
  broken = true;
  await user.click(screen.getByRole('button', { name: 'Last hour' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Charts' })).toBeTruthy();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => {
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

it('asks at once for what does not depend on each other', async () => {
  const { sent } = show({}, { latency: () => refusal('DATABASE_AWAY', 'The database is away.') });
  expect((await screen.findByRole('alert')).textContent).toContain('The database is away.');
  // No figure waited for the others.
  expect(sent.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'LatencyOverTime',
      'QualityOverTime',
      'GlassOverTime',
      'TimelineOfRange',
    ]),
  );
});

it('says that samples of the range were deleted', async () => {
  show({ samplesKept: false });
  expect(await screen.findByText(/figures\s+are those of whole minutes/)).toBeTruthy();
});

it('says what was no clock', async () => {
  show({ refused: [{ reason: 'FAST_PAGE', count: 12 }] });
  expect(await screen.findByText(/12 codes were no usable clocks/)).toBeTruthy();
});

it('shows the quality of a video without a clock, and offers no empty file', async () => {
  show({}, { latency: nothing });
  expect(await screen.findByRole('img', { name: /^Packets lost over time/ })).toBeTruthy();
  expect(screen.queryByRole('img', { name: /^Latency over time/ })).toBeNull();
  expect(screen.queryByRole('link', { name: /CSV/ })).toBeNull();
});

it.each([
  ['', 'No measurements yet'],
  ['?last=5m', 'Nothing was measured in this range'],
])('says that nothing was measured (%s)', async (search, title) => {
  history.replaceState(null, '', `/m/m1/history${search}`);
  show({}, { latency: nothing, quality: { resolution: 'PT1M', lines: [] } });
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
});

it('shows what happened as marks and as a table', async () => {
  show();
  expect(await screen.findByRole('img', { name: /^What happened: 3 events/ })).toBeTruthy();
  const table = within(screen.getByRole('region', { name: 'Table of the timeline' }));
  const rows = table.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toHaveLength(1 + 3);
  expect(rows[1]).toContain('Ann joined');
  expect(rows[2]).toContain('Router restarted · Ben');
  expect(table.getByRole('cell', { name: '2 min' })).toBeTruthy();
  expect(rows[3]).toContain('goes onThe media server did not respond');
});

it('deletes an annotation after asking', async () => {
  const { sent, user } = show();
  await user.click(await screen.findByRole('button', { name: 'Delete “Router restarted”' }));
  const loads = ranges(sent).length;
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  await waitFor(() => {
    expect(sent.find(({ name }) => name === 'DeleteAnnotation')?.body).toEqual({
      annotationId: 'e1',
    });
    expect(ranges(sent).length).toBeGreaterThan(loads);
  });
});

it('annotates the range that is shown, by the key N', async () => {
  const { sent, user } = show();
  await screen.findByRole('region', { name: 'Charts' });
  await user.keyboard('n');
  await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Kitchen');
  await user.clear(screen.getByLabelText('To'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(sent.find(({ name }) => name === 'Annotate')?.body).toEqual({
    meetingId: 'm1',
    text: 'Kitchen',
    at: minute(0),
    until: null,
  });
});
