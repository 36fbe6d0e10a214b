import userEvent from '@testing-library/user-event';
import { ann, renderInPage, serve, type SentRequest } from '../../testing/server';
import type { LineIntervals } from '../figures';
import { figures, lineIntervals, minute } from '../figures-fixture';
import { History } from '../history';

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

export const typed = (name: string, value: object) => ({ __typename: name, ...value });

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

/** A meeting without latencies. */
export const nothing = () => ({
  meeting: typed('Meeting', {
    id: 'm1',
    latencySummary: { samplesKept: true, lines: [], refused: [] },
    latencyHistory: { resolution: 'PT1M', lines: [] },
  }),
});

export const intervalsOf = (...lines: LineIntervals[]) =>
  typed('Meeting', { id: 'm1', latencySummary: { lines } });

const usual = (): unknown => undefined;

interface Served {
  /** A meeting with figures of latency, or an error; undefined for the usual ones. */
  latency?: (variables: never) => unknown;
  quality?: object;
  /** A meeting with intervals, or an error; undefined for the usual ones. */
  intervals?: (variables: never) => unknown;
}

/**
 * Shows the history of a meeting of ten minutes.
 *
 * @param change what differs from the usual summary
 */
export function show(
  change: object = {},
  { latency = usual, quality = figures().quality, intervals = usual }: Served = {},
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
    IntervalsOfRange: (variables: never) =>
      intervals(variables) ?? { meeting: intervalsOf(lineIntervals) },
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

/** The ranges whose figures were asked for. */
export const ranges = (sent: readonly SentRequest[]) =>
  sent.filter(({ name }) => name === 'LatencyOverTime').map(({ body }) => body);
