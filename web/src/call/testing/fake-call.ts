import type { Call, CallState } from '../engine/call';
import type { Connections } from '../engine/connection/connection-board';
import { SlowNetwork } from '../engine/connection/slow-network';
import { SoundFirst } from '../engine/connection/sound-first';
import type { Statistics } from '../engine/connection/statistics';
import type { StreamFigures } from '../engine/connection/stream-figures';
import { Conversation } from '../engine/conversation';
import { HostNotices } from '../engine/host-notices';
import { LatencyBoard } from '../engine/latency';
import type { Measurement } from '../engine/measurement';
import type { Knock, OpenAlert, Participant } from '../engine/protocol';
import { Pictures } from '../engine/pictures';
import { SeenBoard } from '../engine/seen-codes';
import type { Verdicts } from '../engine/stats-poller';
import { Store } from '../engine/store';
import { ViewerReporter } from '../engine/viewer-reporter';
import { camera, participant } from './participant';

const names = [
  'Ann Archer',
  'Ben',
  'Chiara Maria di Lorenzo-Fontana',
  'Dmitri Alexandrovich',
  'Edda',
  'Fatima Zahra',
  '王小明',
  'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff',
  'Ida',
  'José',
];

/** This many people, each with a camera that is on; the first is this page's own, every fourth a guest. */
export function people(count: number): Participant[] {
  return Array.from({ length: count }, (_, index) =>
    participant({
      id: `p${index}`,
      displayName: `${names[index % names.length] ?? ''}${index < names.length ? '' : ` ${index}`}`,
      you: index === 0,
      guest: index % 4 === 3,
      publications: [{ ...camera(`c${index}`), audioMuted: index % 3 === 1 }],
    }),
  );
}

/** A call without a server, for tests and pictures of tiles. Its stores may be set. */
export function fakeCall(room: readonly Participant[], change: Partial<CallState> = {}) {
  const state = new Store({
    phase: 'joined',
    error: null,
    room,
    own: {
      camera: 'off',
      microphone: 'on',
      screen: 'off',
      cameraTrack: null,
      microphoneTrack: null,
      screenTrack: null,
      cameraPublicationId: null,
      screenPublicationId: null,
      problem: null,
      notice: null,
      linkProblem: null,
    },
    remotes: new Map(
      room.flatMap(({ publications }) =>
        publications.map(({ id }) => [
          id,
          { state: 'live', problem: null, stream: new MediaStream() },
        ]),
      ),
    ),
    advice: [],
    mediaServerAway: false,
    moveSuggested: false,
    ...change,
  } as CallState);
  const fake = {
    state,
    connections: {
      states: new Store<Connections>(new Map()),
      slow: new SlowNetwork(),
      soundFirst: new SoundFirst(),
    },
    stats: { verdicts: new Store<Verdicts>(new Map()) },
    speakers: { recent: new Store<readonly string[]>([]) },
    latency: new LatencyBoard(),
    seen: new SeenBoard(),
    hostNotices: new HostNotices(),
    alerts: new Store<readonly OpenAlert[]>([]),
    knocks: new Store<readonly Knock[]>([]),
    conversation: new Conversation(() => Promise.resolve()),
    pictures: new Pictures({ speakers: new Store<readonly string[]>([]), apply: () => undefined }),
    viewer: new ViewerReporter({
      links: () => [],
      showsClock: () => false,
      isFilmed: () => true,
      serverTime: () => null,
      send: () => undefined,
    }),
    dismissAdvice: () => undefined,
    statistics: () => ({ read: () => Promise.resolve(statistics(room)) }),
  };
  return { ...fake, call: fake as unknown as Call };
}

/** Figures of a good connection. */
export function video(change: Partial<StreamFigures> = {}): StreamFigures {
  return {
    direction: 'down',
    kind: 'video',
    codec: 'VP8',
    width: 1280,
    height: 720,
    framesPerSecond: 29.97,
    bitsPerSecond: 1_504_000,
    packets: 250,
    packetsLost: 1,
    jitterMs: 5.4,
    rttMs: 40,
    jitterBufferMs: 32,
    frozenMs: 0,
    limitedByNetwork: null,
    elapsedMs: 1000,
    ...change,
  };
}

/** Good connections of everybody. */
function statistics(room: readonly Participant[]): Statistics {
  return new Map(
    room.flatMap(({ you, publications }) =>
      publications.map(({ id }) => {
        const way = you
          ? ({ direction: 'up', jitterBufferMs: null } as const)
          : ({ direction: 'down' } as const);
        const audio = { kind: 'audio', codec: 'opus', bitsPerSecond: 36_000, packets: 50 } as const;
        return [
          id,
          { state: 'live', picture: 'large', streams: [video(way), video({ ...audio, ...way })] },
        ];
      }),
    ),
  );
}

/** A measurement of 187 ms. */
export function measurement(change: Partial<Measurement> = {}): Measurement {
  return {
    participantId: 'p0',
    publicationId: 'c0',
    sampleId: 's1',
    arrivedAt: '2026-03-01T09:30:00.123456Z',
    latencyMs: 187.4,
    lowerMs: 170.7,
    upperMs: 187.4,
    estimateMs: 187.2,
    estimateLowerMs: 176.9,
    estimateUpperMs: 195.5,
    plusMinusMs: 4.1,
    source: 'GOPRO',
    zone: 'ZONED',
    clockId: '04711',
    clockNumber: 1,
    validity: 'VALID',
    ...change,
  } as Measurement;
}
