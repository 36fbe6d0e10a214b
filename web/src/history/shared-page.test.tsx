import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nobody, renderInPage, serve } from '../testing/server';
import { figures, minute } from './figures-fixture';
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

function show(shared: object | null) {
  const { summary, latency, quality } = figures();
  const typed = (value: object) => ({ meeting: { __typename: 'Meeting', id: 'm1', ...value } });
  const sent = serve({
    'GET /api/session': nobody,
    Shared: shared === null ? undefined : { shared: { expiresAt: minute(600), ...shared } },
    LatencyOverTime: typed({ latencySummary: summary, latencyHistory: latency }),
    QualityOverTime: typed({ videoQuality: quality }),
    TimelineOfRange: typed({ timeline: { edges: [], pageInfo: { hasNextPage: false } } }),
    DistributionOfRange: typed({ latencyDistribution: [] }),
    Overview: typed({ latencyHistory: { lines: latency.lines } }),
    SamplePage: typed({
      latencySamples: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
    }),
  });
  const answer = fetch;
  const requests: RequestInit[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (path.endsWith('/graphql')) requests.push(init);
    return shared === null && path.endsWith('/graphql')
      ? Promise.resolve(new Response('{"code":"TOKEN_INVALID"}', { status: 401 }))
      : answer(path, init);
  });
  renderInPage(<SharedPage />);
  return { sent, requests };
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
  for (const name of [/Annotate/, /Mark as/, /Share/, /^Revoke/]) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  for (const name of [/Download CSV/, /Open meeting/]) {
    expect(screen.queryByRole('link', { name })).toBeNull();
  }
  expect(sent.some(({ name }) => name === 'ChatPage')).toBe(false);
  for (const { credentials, headers } of requests) {
    expect(credentials).toBe('omit');
    expect(new Headers(headers).get('Authorization')).toBe(`Bearer ${token}`);
  }
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
