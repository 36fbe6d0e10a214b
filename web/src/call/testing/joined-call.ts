import { afterEach, beforeEach, expect, vi } from 'vitest';
import { FakeSocket } from '../../testing/fake-socket';
import { Call } from '../engine/call';
import type { Participant } from '../engine/protocol';
import { noRecording } from '../engine/recording-consent';
import { FakePeer, fakeTrack } from './fakes';
import { camera, participant } from './participant';

/** Calls whose server, peer connections and devices are the test. The test's file has to replace the heartbeat's worker. */

let sockets: FakeSocket[];
let calls: Set<Call>;

/** Ben, who publishes these cameras. */
export const ben = (...publications: string[]): Participant =>
  participant({ publications: publications.map(camera) });

/** Lets time pass, and everything happen that is due by then. */
export async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** Lets the newest socket of a call join. */
export async function join(call: Call, participantId: string, ...participants: Participant[]) {
  calls.add(call);
  const socket = newestSocket();
  socket.open();
  const ref = socket.last('join')?.['ref'];
  const you = participant({ id: participantId, displayName: 'Ann', you: true });
  socket.receive({
    type: 'joined',
    ref,
    participantId,
    resumeToken: 't',
    iceServers: [],
    meeting: {
      id: 'm1',
      createdAt: '2026-03-01T09:00:00Z',
      moveSuggested: false,
      stampsRequested: false,
      recording: noRecording,
      title: null,
      shortCode: 'fox-candle-ocean-42',
      smallPictures: false,
    },
    participants: [you, ...participants],
  });
  await settle();
  expect(call.state.get().phase).toBe('joined');
  return socket;
}

/** A call that has joined, with others in the room. */
export async function open(
  tracks: { audio?: MediaStreamTrack; video?: MediaStreamTrack } = {},
  ...others: Participant[]
) {
  const call = new Call({ meetingId: 'm1', audio: null, video: null, ...tracks });
  call.open();
  const socket = await join(call, 'a', ...others);
  return { call, socket };
}

/** Answers the newest request to publish, or to view a publication, as the media server would. */
export async function answer(socket: FakeSocket, type: 'publish' | 'view', publicationId: string) {
  const asked = (message: Record<string, unknown>) =>
    message['type'] === type && (type === 'publish' || message['publicationId'] === publicationId);
  const ref = socket.sent.findLast(asked)?.['ref'];
  socket.receive({
    type: type === 'publish' ? 'published' : 'viewing',
    ref,
    publicationId,
    sdp: 'answer',
  });
  await settle();
}

/** The socket that a call opened last. */
export function newestSocket(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

/** Replaces what calls need of the browser during each test of this file or block. */
export function replaceBrowser(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    calls = new Set();
    FakePeer.all = [];
    vi.stubGlobal('RTCPeerConnection', FakePeer);
    vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs: [] }) });
    vi.stubGlobal(
      'MediaStream',
      class {
        addTrack = () => undefined;
      },
    );
    vi.stubGlobal(
      'WebSocket',
      Object.assign(
        function () {
          const socket = new FakeSocket();
          sockets.push(socket);
          return socket;
        },
        { CONNECTING: 0, OPEN: 1, CLOSED: 3 },
      ),
    );
    const getUserMedia = (wish: { audio: unknown; video: unknown }) =>
      Promise.resolve({
        getAudioTracks: () => (wish.audio === false ? [] : [fakeTrack('audio')]),
        getVideoTracks: () => (wish.video === false ? [] : [fakeTrack('video')]),
      });
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  });

  afterEach(() => {
    calls.forEach((call) => {
      call.leave();
    });
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
