import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve } from '../testing/server';
import * as files from '../ui/save-file';
import { figures, latencyBucket, lineIntervals, minute, summaryLine } from './figures-fixture';
import { History } from './history';
import { brokenFile } from './sample-fixture';

const meeting = {
  id: 'm1',
  createdAt: minute(-5),
  endedAt: minute(10),
  title: null,
  participants: ['p1', 'p2'].map((id) => ({
    id,
    displayName: id === 'p1' ? 'Ann' : 'Ben',
    joinedAt: minute(0),
    leftAt: minute(10),
  })),
};

const typed = (name: string, value: object) => ({ __typename: name, ...value });

const withMarks = {
  edges: [
    { __typename: 'Stay', participantId: 'p1', displayName: 'Ann', at: minute(0), until: null },
    {
      __typename: 'Annotation',
      text: 'Router restarted',
      author: 'Ben',
      deletable: true,
      at: minute(3),
      until: minute(5),
    },
    { __typename: 'MediaServerOutage', at: minute(6), until: null },
  ].map((node, number) => ({ node: { id: `e${number}`, ...node } })),
  pageInfo: { hasNextPage: false },
};

const nothing = () => ({
  meeting: typed('Meeting', {
    id: 'm1',
    latencySummary: { samplesKept: true, lines: [], refused: [] },
    latencyHistory: { resolution: 'PT1M', lines: [] },
  }),
});

/** The meeting that the server returns with the intervals; null for an error. */
let intervals: object | null;

function show(
  change: object = {},
  latency: (variables: never) => unknown = () => undefined,
  quality: object = figures().quality,
) {
  const { summary, latency: history } = figures();
  const sent = serve({
    'GET /api/session': ann,
    ChatPage: { meeting: null },
    Recordings: { meeting: typed('Meeting', { id: 'm1', recordings: [] }) },
    LatencyOverTime: (variables: never) =>
      latency(variables) ?? {
        meeting: typed('Meeting', {
          id: 'm1',
          latencySummary: { ...summary, ...change },
          latencyHistory: history,
        }),
      },
    IntervalsOfRange: () =>
      intervals === null ? refusal('BUSY', 'Busy.') : { meeting: intervals },
    QualityOverTime: { meeting: typed('Meeting', { id: 'm1', videoQuality: quality }) },
    GlassOverTime: { meeting: typed('Meeting', { id: 'm1', glassToGlass: figures().glass }) },
    TimelineOfRange: { meeting: typed('Meeting', { id: 'm1', timeline: withMarks }) },
    Annotate: { annotate: typed('Annotation', { id: 'e9' }) },
    DeleteAnnotation: { deleteAnnotation: 'e1' },
    DistributionOfRange: {
      meeting: typed('Meeting', {
        id: 'm1',
        latencyDistribution: [
          {
            participantId: 'p1',
            source: 'OWN',
            count: 4,
            bins: [
              { fromMs: 100, toMs: 200, count: 2 },
              { fromMs: 300, toMs: 400, count: 2 },
            ],
          },
        ],
      }),
    },
    Overview: {
      meeting: typed('Meeting', { id: 'm1', latencyHistory: { lines: history.lines } }),
    },
    SamplePage: {
      meeting: typed('Meeting', {
        id: 'm1',
        latencySamples: { edges: [], pageInfo: { hasPreviousPage: false, startCursor: null } },
      }),
    },
  });
  renderInPage(<History meeting={meeting} live={false} />);
  return { sent, user: userEvent.setup() };
}

const ranges = (sent: ReturnType<typeof serve>) =>
  sent.filter(({ name }) => name === 'LatencyOverTime').map(({ body }) => body);

beforeEach(() => {
  intervals = typed('Meeting', { id: 'm1', latencySummary: { lines: [lineIntervals] } });
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
  intervals = typed('Meeting', {
    id: 'm1',
    latencySummary: {
      lines: [
        lineIntervals,
        { ...lineIntervals, participantId: 'p2', intervals: { p50: null, p95: null, mean: null } },
      ],
    },
  });
  show({ lines: [summaryLine(), summaryLine({ participantId: 'p2', count: 40 })] });
  const figure = within(await screen.findByRole('region', { name: 'Figures' }));
  expect(figure.getAllByText('The 95 % intervals are being computed…')).toHaveLength(2);
  await figure.findByText('204–218 ms');
  expect(figure.getByText('204–218 ms').textContent).toBe('95 % interval 204–218 ms');
  expect(figure.getByText('213.1–216.1 ms')).toBeTruthy();
  expect(figure.getAllByText(/^Below a value is its 95 % interval/)).toHaveLength(1);
  expect(figure.getAllByText(/changes too slowly for so short a range/)).toHaveLength(1);
});

it('shows the figures when their intervals cannot be loaded', async () => {
  intervals = null;
  show();
  const figure = within(await screen.findByRole('region', { name: 'Figures' }));
  expect(await figure.findByText('The 95 % intervals could not be loaded.')).toBeTruthy();
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
  expect(screen.getByRole('menuitem', { name: 'As JSON lines' })).toBeTruthy();
  await user.click(screen.getByRole('menuitem', { name: 'As CSV' }));
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

it('describes each lane and has its values in a table', async () => {
  const { user } = show();
  expect(
    await screen.findByRole('img', {
      name: 'Latency over time. Ann: 200 ms to 208 ms. The table below has the values.',
    }),
  ).toBeTruthy();
  expect(screen.getByRole('img', { name: /^Packets lost over time\. Ann: 0\.5 %/ })).toBeTruthy();
  await user.click(screen.getByText('Values of the charts'));
  const table = screen.getByRole('region', { name: 'Table of the charts' });
  expect(within(table).getAllByRole('row')).toHaveLength(1 + 5);
  expect(within(table).getByRole('cell', { name: '205 ms' })).toBeTruthy();
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
  const { user } = show({}, () =>
    broken ? refusal('DATABASE_AWAY', 'The database is away.') : undefined,
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

it('switches lines off by the legend', async () => {
  const { user } = show();
  const ann = await screen.findByRole('button', { name: 'Ann' });
  expect(ann.getAttribute('aria-pressed')).toBe('true');
  await user.click(ann);
  expect(ann.getAttribute('aria-pressed')).toBe('false');
  expect(screen.getByRole('img', { name: /^Latency over time\. *\./ })).toBeTruthy();
  const link = location.search;
  expect(new URLSearchParams(link).getAll('hide')).toEqual(['p1 OWN', 'p1']);
  await user.click(ann);
  expect(ann.getAttribute('aria-pressed')).toBe('true');
  expect(location.search).toBe('');

  cleanup();
  history.replaceState(null, '', `/m/m1/history${link}`);
  show();
  const again = await screen.findByRole('button', { name: 'Ann' });
  expect(again.getAttribute('aria-pressed')).toBe('false');
});

it('asks at once for what does not depend on each other', async () => {
  const { sent } = show({}, () => refusal('DATABASE_AWAY', 'The database is away.'));
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

it('shows the bounds on demand, which the address contains', async () => {
  const { sent, user } = show();
  await user.click(await screen.findByRole('button', { name: 'Bounds' }));
  expect(await screen.findByText(/bounds of the true values \(dotted\)/)).toBeTruthy();
  expect(ranges(sent).map(({ bounds }) => bounds)).toEqual([false, true]);
  expect(location.search).toBe('?bounds=1');
});

it('draws each participant in a chart of its own', async () => {
  const bucket = [latencyBucket(minute(0))];
  const line = (participantId: string) => ({ participantId, source: 'OWN', buckets: bucket });
  const { user } = show({}, () => ({
    meeting: typed('Meeting', {
      id: 'm1',
      latencySummary: figures().summary,
      latencyHistory: { resolution: 'PT1M', lines: [line('p1'), line('p2')] },
    }),
  }));
  const together = await screen.findByRole('img', { name: /^Latency over time/ });
  expect(together.getAttribute('aria-label')).toMatch(/Ann: .*; Ben: /);
  await user.click(screen.getByRole('button', { name: 'One chart each' }));
  const each = screen.getAllByRole('img', { name: /^Latency over time/ });
  expect(each.map((chart) => chart.getAttribute('aria-label')?.slice(0, 24))).toEqual([
    'Latency over time. Ann: ',
    'Latency over time. Ben: ',
  ]);
  expect(screen.getByRole('button', { name: 'Save the chart “Latency, Ben”' })).toBeTruthy();
  expect(location.search).toBe('?apart=1');
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
  show({}, nothing);
  expect(await screen.findByRole('img', { name: /^Packets lost over time/ })).toBeTruthy();
  expect(screen.queryByRole('img', { name: /^Latency over time/ })).toBeNull();
  expect(screen.queryByRole('link', { name: /CSV/ })).toBeNull();
});

it.each([
  ['', 'No measurements yet'],
  ['?last=5m', 'Nothing was measured in this range'],
])('says that nothing was measured (%s)', async (search, title) => {
  history.replaceState(null, '', `/m/m1/history${search}`);
  show({}, nothing, { resolution: 'PT1M', lines: [] });
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

it('zooms and moves by keys, and loads once after the last one', async () => {
  const { sent } = show();
  const charts = await screen.findByRole('region', { name: 'Charts' });
  const loads = ranges(sent).length;
  // At once: on a slow machine, typed keys would be further apart than the pause before loading.
  for (const key of ['+', '+', 'ArrowRight']) {
    fireEvent.keyDown(charts, { key });
  }
  await waitFor(() => {
    expect(ranges(sent).at(-1)).toMatchObject({
      range: { from: minute(4.375), to: minute(6.875) },
    });
  });
  expect(ranges(sent).length).toBe(loads + 1);
  expect(new URLSearchParams(location.search).get('from')).toBe(minute(4.375));
});

it('moves the ends of the range in the overview by keys', async () => {
  const { sent, user } = show();
  const end = await screen.findByRole('slider', { name: 'End of the range' });
  expect(end.getAttribute('aria-valuenow')).toBe('100');
  end.focus();
  await user.keyboard('{PageDown}');
  await waitFor(() => {
    expect(ranges(sent).at(-1)).toMatchObject({ range: { from: minute(0), to: minute(9) } });
  });
});

it('folds charts, which the address keeps', async () => {
  const { sent, user } = show();
  const jitter = await screen.findByRole('button', { name: 'Jitter' });
  const loads = ranges(sent).length;
  await user.click(jitter);
  expect(screen.queryByRole('img', { name: /^Jitter over time/ })).toBeNull();
  expect(location.search).toContain('lanes=latency.glass.loss.fps.');
  await user.click(screen.getByRole('button', { name: 'Jitter' }));
  expect(screen.getByRole('img', { name: /^Jitter over time/ })).toBeTruthy();
  expect(location.search).toBe('');
  expect(ranges(sent).length).toBe(loads);
});

it('loads every sample of a range that has few', async () => {
  const { sent } = show();
  await screen.findByRole('region', { name: 'Charts' });
  expect(sent.find(({ name }) => name === 'RawSamples')?.body).toMatchObject({
    from: minute(0),
    to: minute(10),
    first: 1000,
  });
});

it('does not load the samples of a range that has many', async () => {
  const { sent } = show({ lines: [summaryLine({ count: 1990, clockFaults: 11 })] });
  await screen.findByRole('region', { name: 'Charts' });
  expect(sent.some(({ name }) => name === 'RawSamples')).toBe(false);
});

it('shows the distribution as charts and as a table', async () => {
  show();
  expect(
    await screen.findByRole('img', {
      name: 'Cumulative distribution. Ann: 25 % up to 150 ms, 100 % up to 400 ms. The table below has the values.',
    }),
  ).toBeTruthy();
  const table = within(screen.getByRole('region', { name: 'Table of the distribution' }));
  const cells = table.getAllByRole('cell').map((cell) => cell.textContent);
  expect(cells).toEqual(['110 ms', '150 ms', '200 ms', '350 ms', '390 ms', '25 %', '100 %']);
});

it('saves a chart as a picture', async () => {
  const saved: Blob[] = [];
  vi.stubGlobal('URL', Object.assign(URL, {}));
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:1';
  });
  const { user } = show();
  await user.click(await screen.findByRole('button', { name: 'Save the chart “Latency”' }));
  await user.click(await screen.findByRole('menuitem', { name: 'As SVG' }));
  expect(saved[0]?.type).toBe('image/svg+xml');
  expect(await saved[0]?.text()).toContain('>Latency</text>');
});
