import type { LinkStatistics, Statistics } from '../../engine/connection/statistics';
import type { StreamFigures } from '../../engine/connection/stream-figures';
import type { LinkState } from '../../engine/peer-link';
import type { Picture } from '../../engine/picture-choice';

/** The statistics of one publication, with the words for it. */
export interface Described {
  /** Such as `Ben (screen)`. */
  name: string;
  publicationId: string;
  /** Whether this page sends it. */
  own: boolean;
  /** How good the connection is, in words; null while that is unknown. */
  quality: string | null;
  /** Undefined before it was read. */
  statistics: LinkStatistics | undefined;
}

/** The figures of a stream in the order in which they are shown; null where one is unknown or does not apply. */
export const figures: readonly {
  label: string;
  text: (stream: StreamFigures) => string | null;
}[] = [
  {
    label: 'Resolution',
    text: ({ kind, width, height }) =>
      kind === 'audio' || width === null || height === null ? null : `${width} × ${height}`,
  },
  {
    label: 'Frame rate',
    text: ({ kind, framesPerSecond }) =>
      kind === 'audio' || framesPerSecond === null ? null : `${framesPerSecond.toFixed(1)} fps`,
  },
  {
    label: 'Bit rate',
    text: ({ bitsPerSecond }) => (bitsPerSecond === null ? null : bitRate(bitsPerSecond)),
  },
  { label: 'Codec', text: ({ codec }) => codec },
  {
    label: 'Packets lost',
    text: ({ packets, packetsLost }) =>
      packets === null || packetsLost === null || packets <= 0
        ? null
        : `${Math.min(100, (100 * packetsLost) / packets).toFixed(1)} %`,
  },
  { label: 'Jitter', text: ({ jitterMs }) => milliseconds(jitterMs) },
  { label: 'Round trip', text: ({ rttMs }) => milliseconds(rttMs) },
  { label: 'Jitter buffer', text: ({ jitterBufferMs }) => milliseconds(jitterBufferMs) },
];

const states: Record<LinkState, string> = {
  connecting: 'connecting',
  live: 'connected',
  interrupted: 'interrupted',
  waiting: 'waiting for the next attempt to connect',
  refused: 'refused by the server',
};

/** What is said of a picture that is received. */
const pictures: Record<Picture, string[]> = {
  large: [],
  small: ['Small picture.'],
  none: ['No picture, because no tile shows it.'],
};

/** What goes on with a connection: "Sent by this page: connected. Good connection." */
export function describeState({ own, statistics, quality }: Described): string {
  const state = statistics === undefined ? 'being read' : states[statistics.state];
  return [
    `${own ? 'Sent' : 'Received'} by this page: ${state}.`,
    ...(quality === null ? [] : [`${quality}.`]),
    ...(own || statistics === undefined ? [] : pictures[statistics.picture]),
  ].join(' ');
}

/** The bit rate of everything that this page sends and receives; null while it is unknown. */
export function totals(statistics: Statistics): { up: string; down: string } | null {
  const streams = [...statistics.values()].flatMap((link) => link.streams);
  if (streams.every(({ bitsPerSecond }) => bitsPerSecond === null)) return null;
  const total = (wanted: StreamFigures['direction']) =>
    bitRate(
      streams
        .filter(({ direction }) => direction === wanted)
        .reduce((sum, { bitsPerSecond }) => sum + (bitsPerSecond ?? 0), 0),
    );
  return { up: total('up'), down: total('down') };
}

/** All of it as a text for a report about a problem. */
export function statisticsAsText(
  meetingId: string,
  all: readonly Described[],
  total: ReturnType<typeof totals>,
): string {
  return [
    'Statistics of a call',
    `Time: ${new Date().toISOString()}`,
    `Meeting: ${meetingId}`,
    `Browser: ${navigator.userAgent}`,
    ...(total === null ? [] : [`Total: ${total.up} up, ${total.down} down`]),
    ...all.flatMap((one) => [
      '',
      `${one.name} (publication ${one.publicationId})`,
      describeState(one),
      ...(one.statistics?.streams ?? []).map(streamAsText),
    ]),
    '',
  ].join('\n');
}

function streamAsText(stream: StreamFigures): string {
  const known = figures.flatMap(({ label, text }) => {
    const value = text(stream);
    return value === null ? [] : [`${label.toLowerCase()} ${value}`];
  });
  return `${stream.kind === 'audio' ? 'Audio' : 'Video'}: ${known.join(', ')}`;
}

function bitRate(bitsPerSecond: number): string {
  return bitsPerSecond >= 1_000_000
    ? `${(bitsPerSecond / 1_000_000).toFixed(2)} Mbit/s`
    : `${Math.round(bitsPerSecond / 1000)} kbit/s`;
}

function milliseconds(value: number | null): string | null {
  return value === null ? null : `${Math.round(value)} ms`;
}
