import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { figures, latencyBucket, minute, summaryLine } from './figures-fixture';
import { ranges, show, typed } from './testing/history';

beforeEach(() => {
  history.replaceState(null, '', '/m/m1/history');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
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
  const { user } = show(
    {},
    {
      latency: () => ({
        meeting: typed('Meeting', {
          id: 'm1',
          latencySummary: figures().summary,
          latencyHistory: { resolution: 'PT1M', lines: [line('p1'), line('p2')] },
        }),
      }),
    },
  );
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
