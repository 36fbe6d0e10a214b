import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refusal, renderInPage, serve } from '../testing/server';
import { ExperimentSection } from './experiment-section';
import { minute } from './figures-fixture';
import type { MarkedSpan } from './marked-spans';

const marked = (meetingId: string, from: number): MarkedSpan => ({
  meetingId,
  from: Date.parse(minute(from)),
  to: Date.parse(minute(from + 5)),
  participantId: 'p1',
  source: 'OWN',
});
const here = marked('m1', 0);
const there = marked('m2', 60);

const figures = (label: string, meetingId: string, medianMs: number) => ({
  label,
  meetingId,
  meetingTitle: meetingId === 'm2' ? 'Rehearsal' : null,
  from: minute(0),
  to: minute(5),
  displayName: meetingId === 'm2' ? 'Ben' : 'Ann',
  source: 'OWN',
  seconds: 300,
  medianMs,
  blockSeconds: 7,
  blocks: 42,
  clockErrorMs: 2.5,
  bins: [
    { fromMs: medianMs - 10, toMs: medianMs, count: 150 },
    { fromMs: medianMs, toMs: medianMs + 10, count: 150 },
  ],
  lossPercent: meetingId === 'm2' ? 0.5 : 2,
  bitsPerSecond: 1_200_000,
  framesPerSecond: 30,
});

const difference = {
  label: 'B',
  verdict: 'FASTER',
  sentence: 'B is 38 ms faster, 95 % interval 31–45 ms.',
  medianMs: -38,
  lowerMs: -45,
  upperMs: -31,
  systematicMs: 5,
  lossPercent: { value: -1.5, lower: -1.75, upper: -1.25 },
  bitsPerSecond: { value: 0, lower: -2000, upper: 2000 },
  framesPerSecond: null,
};

const compared = (change: object = {}) => ({
  compareMeetings: {
    spans: [figures('A', 'm1', 220), figures('B', 'm2', 182)],
    differences: [{ ...difference, ...change }],
  },
});

function show(spans: MarkedSpan[], answer: unknown = compared(), shared = false) {
  const sent = serve({
    ComparedSpans: answer,
    MeetingChoice: {
      meetings: {
        edges: ['m1', 'm2'].map((id) => ({
          node: {
            id,
            createdAt: minute(0),
            title: id === 'm2' ? 'Rehearsal' : null,
            participants: [],
          },
        })),
      },
    },
  });
  renderInPage(<Changing spans={spans} shared={shared} />);
  return { sent, user: userEvent.setup() };
}

function Changing({ spans, shared }: { spans: MarkedSpan[]; shared: boolean }) {
  const [kept, setKept] = useState(spans);
  return (
    <ExperimentSection
      meetingId="m1"
      shared={shared}
      spans={kept}
      nameOf={() => 'Ann'}
      onChange={setKept}
    />
  );
}

const row = (name: string) =>
  within(screen.getByRole('row', { name: new RegExp(`^${name}`) }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

beforeEach(() => {
  history.replaceState(null, '', '/m/m1/history');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('says how to begin, and compares nothing before there are two spans', () => {
  const { sent } = show([]);
  expect(screen.getByText(/press “Mark as A”/)).toBeTruthy();
  cleanup();
  show([here]);
  expect(screen.getByText(/mark it as B/)).toBeTruthy();
  expect(sent.filter(({ name }) => name === 'ComparedSpans')).toEqual([]);
});

it('compares spans of two meetings in words, curves and a table', async () => {
  const { sent } = show([here, there]);
  expect(await screen.findByText('B is 38 ms faster, 95 % interval 31–45 ms.')).toBeTruthy();
  expect(screen.getByText(/contains ± 5 ms for the errors of clocks/)).toBeTruthy();
  expect(sent.find(({ name }) => name === 'ComparedSpans')?.body).toEqual({
    spans: [
      {
        meetingId: 'm1',
        range: { from: minute(0), to: minute(5) },
        participantId: 'p1',
        source: 'OWN',
      },
      {
        meetingId: 'm2',
        range: { from: minute(60), to: minute(65) },
        participantId: 'p1',
        source: 'OWN',
      },
    ],
  });
  expect(screen.getAllByRole('img')).toHaveLength(2);
  expect(
    screen.getByRole('img', { name: /Histograms.*A: median 220 ms, B: median 182 ms/ }),
  ).toBeTruthy();
  expect(row('Median')).toEqual(['220 ms', '182 ms']);
  expect(row('Difference of medians')).toEqual(['', '-38 (-45 to -31) ms']);
  expect(row('Difference of loss')).toEqual(['', '-1.5 (-1.75 to -1.25) %']);
  expect(row('Difference of bit rate')).toEqual(['', '0 (-2 to 2) kbit/s']);
  expect(row('Difference of frames')).toEqual(['', '–']);
  expect(row('Blocks')).toEqual(['42 of 7 s', '42 of 7 s']);
  expect(screen.getByText(/Ben in Rehearsal/)).toBeTruthy();
});

it('names no winner and no clock error where the server does not', async () => {
  const sentence = 'The clocks of A and B are not synchronised: they may differ by up to 2.8 s.';
  show([here, there], compared({ verdict: 'CLOCKS_DIFFER', sentence, systematicMs: null }));
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(screen.queryByText(/errors of clocks and screens/)).toBeNull();
});

it('shows why spans cannot be compared, and tries again', async () => {
  const { sent, user } = show([here, there], refusal('NOT_FOUND', 'There is no such meeting.'));
  expect(await screen.findByText('There is no such meeting.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('There is no such meeting.')).toBeTruthy();
  expect(sent.filter(({ name }) => name === 'ComparedSpans')).toHaveLength(2);
});

it('removes a span', async () => {
  const { user } = show([here, there]);
  await screen.findByText(/38 ms faster/);
  await user.click(screen.getByRole('button', { name: 'Remove A' }));
  expect(screen.getAllByRole('button', { name: /^Remove/ })).toHaveLength(1);
  expect(screen.queryByText(/38 ms faster/)).toBeNull();
});

it('stays within the meeting for whoever reads a shared link', async () => {
  show([here, marked('m1', 5)], compared(), true);
  await screen.findByText(/38 ms faster/);
  const spans = within(screen.getByRole('list', { name: 'Marked spans' })).getAllByRole('link');
  for (const span of spans) {
    expect(span.getAttribute('href')).toMatch(/^\/shared\?from=.*&span=.*&span=/);
  }
  expect(screen.queryByRole('button', { name: /another meeting/ })).toBeNull();
});

it('leads to another meeting and takes the marked spans along', async () => {
  const { user } = show([here]);
  await user.click(screen.getByRole('button', { name: 'Mark B in another meeting' }));
  const link = await screen.findByRole('link', { name: /^Rehearsal/ });
  expect(link.getAttribute('href')).toBe(`/m/m2/history?span=m1.${here.from}.${here.to}.p1.OWN`);
  expect(within(screen.getByRole('list', { name: 'Meetings' })).getAllByRole('link')).toHaveLength(
    1,
  );
});
