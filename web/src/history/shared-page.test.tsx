import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as files from '../ui/save-file';
import { nobody, renderInPage, serve } from '../testing/server';
import { figures, lineIntervals, minute } from './figures-fixture';
import SharedPage from './shared-page';

const token = `chattyshare_${'y'.repeat(43)}`;

const meeting = {
  __typename: 'Meeting',
  id: 'm1',
  createdAt: minute(0),
  title: 'Weekly call',
  endedAt: minute(10),
  participants: [
    { __typename: 'Participant', id: 'p1', displayName: 'Ann', joinedAt: minute(0), leftAt: null },
  ],
};

const comparison = {
  spans: ['A', 'B'].map((label) => ({
    label,
    meetingId: 'm1',
    meetingTitle: 'Weekly call',
    from: minute(0),
    to: minute(5),
    displayName: 'Ann',
    source: 'OWN',
    seconds: 0,
    medianMs: null,
    blockSeconds: null,
    blocks: 0,
    clockErrorMs: null,
    bins: [],
    lossPercent: null,
    bitsPerSecond: null,
    framesPerSecond: null,
  })),
  differences: [
    {
      label: 'B',
      verdict: 'NOTHING_MEASURED',
      sentence: 'Nothing that counts was measured in B.',
      medianMs: null,
      lowerMs: null,
      upperMs: null,
      systematicMs: null,
      lossPercent: null,
      bitsPerSecond: null,
      framesPerSecond: null,
    },
  ],
};

interface Shown {
  /** What the server answers to a request of a file. */
  file?: () => Promise<Response>;
}

const refused = () => Promise.resolve(Response.json({ code: 'TOKEN_INVALID' }, { status: 401 }));

/** @param shared what the link shows; null when it is not valid */
function show(shared: object | null, { file }: Shown = {}) {
  let valid = shared !== null;
  const { summary, latency, quality, glass } = figures();
  const typed = (value: object) => ({ meeting: { __typename: 'Meeting', id: 'm1', ...value } });
  const sent = serve({
    'GET /api/session': nobody,
    Shared: shared === null ? undefined : { shared: { expiresAt: minute(600), ...shared } },
    LatencyOverTime: typed({ latencySummary: summary, latencyHistory: latency }),
    IntervalsOfRange: typed({ latencySummary: { lines: [lineIntervals] } }),
    QualityOverTime: typed({ videoQuality: quality }),
    GlassOverTime: typed({ glassToGlass: glass }),
    TimelineOfRange: typed({ timeline: { edges: [], pageInfo: { hasNextPage: false } } }),
    DistributionOfRange: typed({ latencyDistribution: [] }),
    Overview: typed({ latencyHistory: { lines: latency.lines } }),
    ComparedSpans: { compareMeetings: comparison },
    SamplePage: typed({
      latencySamples: { edges: [], pageInfo: { hasPreviousPage: false, startCursor: null } },
    }),
  });
  const answer = fetch;
  const requests: (RequestInit & { path: string })[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (path === '/api/session') return answer(path, init);
    requests.push({ path, ...init });
    if (!valid) return refused();
    return file !== undefined && path.includes('/samples.') ? file() : answer(path, init);
  });
  renderInPage(<SharedPage />);
  const revoke = () => {
    valid = false;
  };
  return { sent, requests, revoke, user: userEvent.setup() };
}

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', `/shared#${token}`);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows the history by the link alone, and nothing that changes it', async () => {
  const { sent, requests } = show({ meeting, comparison: null });
  expect(await screen.findByRole('heading', { name: 'Weekly call' })).toBeTruthy();
  expect(await screen.findByRole('region', { name: 'Figures' })).toBeTruthy();
  expect(screen.getByText(/^Somebody shared this with you/)).toBeTruthy();
  for (const name of [/Annotate/, /Share/, /^Revoke/]) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  expect(screen.queryByRole('link', { name: /Open meeting/ })).toBeNull();
  expect(sent.some(({ name }) => name === 'ChatPage')).toBe(false);
  for (const { credentials, headers } of requests) {
    expect(credentials).toBe('omit');
    expect(new Headers(headers).get('Authorization')).toBe(`Bearer ${token}`);
  }
});

it('compares ranges of the meeting that the link shows', async () => {
  const { sent, user } = show({ meeting, comparison: null });
  await user.click(await screen.findByRole('button', { name: /^Mark as A/ }));
  await user.click(await screen.findByRole('button', { name: /^Mark as B/ }));
  expect(await screen.findByText('Nothing that counts was measured in B.')).toBeTruthy();
  expect(sent.find(({ name }) => name === 'ComparedSpans')?.body).toMatchObject({
    spans: [{ meetingId: 'm1' }, { meetingId: 'm1' }],
  });
  expect(location.pathname).toBe('/shared');
});

it('downloads samples by the link, which is not in any address', async () => {
  const save = vi.spyOn(files, 'saveFile').mockImplementation(() => undefined);
  const { requests, user } = show(
    { meeting, comparison: null },
    {
      file: () =>
        Promise.resolve(new Response('id\n', { headers: { 'Content-Type': 'text/csv' } })),
    },
  );
  await user.click(await screen.findByRole('button', { name: /^Download 1,/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'As CSV' }));
  await vi.waitFor(() => {
    expect(save).toHaveBeenCalledWith('latency-m1.csv', 'text/csv', expect.any(Blob));
  });
  const file = requests.find(({ path }) => path.includes('/samples.'));
  expect(file?.path).toMatch(/^\/api\/meetings\/m1\/samples\.csv\?from=2026-[^&]*&to=2026-[^&]*$/);
  expect(file?.path).not.toContain(token);
  expect(file?.credentials).toBe('omit');
  expect(new Headers(file?.headers).get('Authorization')).toBe(`Bearer ${token}`);
});

it('says that a download failed, and stops one', async () => {
  const busy = new Response('{"code":"BUSY","detail":"Several files are being written."}', {
    status: 503,
  });
  const { requests, user } = show(
    { meeting, comparison: null },
    {
      file: () =>
        requests.at(-1)?.path.includes('.csv') === true
          ? Promise.resolve(busy)
          : new Promise(() => undefined),
    },
  );
  const choose = async (name: string) => {
    await user.click(await screen.findByRole('button', { name: /^Download 1,/ }));
    await user.click(await screen.findByRole('menuitem', { name }));
  };
  await choose('As CSV');
  expect((await screen.findByRole('alert')).textContent).toContain(
    'Several files are being written.',
  );
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  await choose('As JSON lines');
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Stop the download' }));
  expect(requests.at(-1)?.signal?.aborted).toBe(true);
});

it('shows nothing any more when the link ends', async () => {
  const { revoke, user } = show({ meeting, comparison: null });
  await screen.findByRole('region', { name: 'Figures' });
  revoke();
  await user.click(screen.getByRole('button', { name: /^Mark as A/ }));
  await user.click(await screen.findByRole('button', { name: /^Mark as B/ }));
  expect(await screen.findByRole('heading', { name: 'This link is not valid' })).toBeTruthy();
  expect(screen.queryByText('Weekly call')).toBeNull();
});

it('finds the link again after the address has lost its fragment', async () => {
  show({ meeting: null, comparison });
  expect(await screen.findByText('Nothing that counts was measured in B.')).toBeTruthy();
  cleanup();
  history.replaceState(null, '', '/shared?from=x');
  show({ meeting: null, comparison });
  expect(await screen.findByRole('heading', { name: 'Comparison' })).toBeTruthy();
  expect(screen.getAllByText(/Ann in Weekly call/)).toHaveLength(2);
});

it('says that a link is not valid', async () => {
  show(null);
  expect(await screen.findByRole('heading', { name: 'This link is not valid' })).toBeTruthy();
  cleanup();
  sessionStorage.clear();
  history.replaceState(null, '', '/shared');
  show(null);
  expect(screen.getByRole('heading', { name: 'This link is not valid' })).toBeTruthy();
});
