import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket } from '../../testing/fake-socket';
import type { Joined } from './protocol';
import { Signalling, timing } from './signalling';
import type { SignallingError } from './signalling-error';

let sockets: FakeSocket[];
let tick: () => void;
let opened: Signalling;
const joined = vi.fn<(message: Joined, resumed: boolean) => void>();
const notified = vi.fn();
const lost = vi.fn();
const ended = vi.fn<(error: SignallingError) => void>();

function open(): Signalling {
  const signalling = new Signalling({
    url: 'ws://here/call',
    meetingId: 'm1',
    displayName: 'Ann',
    events: { joined, notified, lost, ended },
    ticker: (onTick) => {
      const timer = setInterval(onTick, 1000);
      tick = onTick;
      return () => {
        clearInterval(timer);
      };
    },
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  signalling.open();
  opened = signalling;
  return signalling;
}

function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

/** Lets the newest socket join as a participant. */
async function join(participantId = 'p1', resumeToken = 'token'): Promise<FakeSocket> {
  const socket = newest();
  socket.open();
  const ref = socket.last('join')?.['ref'];
  socket.receive({ type: 'joined', ref, participantId, resumeToken, participants: [] });
  await vi.advanceTimersByTimeAsync(0);
  return socket;
}

describe('Signalling', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    sockets = [];
  });

  afterEach(() => {
    opened.leave();
    vi.useRealTimers();
  });

  it('joins as soon as the socket is open', async () => {
    open();
    const socket = await join();
    expect(socket.last('join')).toMatchObject({ meetingId: 'm1', displayName: 'Ann' });
    expect(socket.last('join')).not.toHaveProperty('resumeToken');
    expect(joined).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ participantId: 'p1' }),
      false,
    );
  });

  it('gives each answer to the request that it belongs to', async () => {
    const signalling = open();
    const socket = await join();
    const first = signalling.request({
      type: 'view',
      publicationId: 'a',
      sdp: 'x',
      picture: 'large',
    });
    const second = signalling.request({
      type: 'view',
      publicationId: 'b',
      sdp: 'y',
      picture: 'large',
    });
    socket.receive({
      type: 'error',
      ref: second.ref,
      code: 'BAD_SDP',
      message: 'No.',
      fatal: false,
    });
    socket.receive({ type: 'viewing', ref: first.ref, publicationId: 'a', sdp: 'z' });
    await expect(first.answer).resolves.toMatchObject({ sdp: 'z' });
    await expect(second.answer).rejects.toMatchObject({ code: 'BAD_SDP', message: 'No.' });
    expect(ended).not.toHaveBeenCalled();
  });

  it('rejects a request without an answer after a time-out', async () => {
    const signalling = open();
    await join();
    const { answer } = signalling.request({ type: 'unview', publicationId: 'a' });
    const refused = expect(answer).rejects.toMatchObject({ code: 'TIMEOUT' });
    const socket = newest();
    for (let elapsed = 0; elapsed < timing.request; elapsed += 1000) {
      await vi.advanceTimersByTimeAsync(1000);
      socket.receive({ type: 'pong' });
    }
    await refused;
  });

  it('pings every two seconds', async () => {
    open();
    const socket = await join();
    for (let second = 0; second < 6; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      socket.receive({ type: 'pong' });
    }
    expect(socket.count('ping')).toBeGreaterThanOrEqual(3);
    expect(sockets).toHaveLength(1);
  });

  it('takes a silent server for lost, and resumes on another socket', async () => {
    open();
    await join();
    await vi.advanceTimersByTimeAsync(timing.silence + 2000);
    expect(lost).toHaveBeenCalledOnce();
    expect(sockets.length).toBeGreaterThan(1);
    const socket = await join('p1', 'token 2');
    expect(socket.last('join')).toMatchObject({ resumeToken: 'token' });
    expect(joined).toHaveBeenLastCalledWith(expect.anything(), true);
  });

  it('rejects pending requests when the socket closes', async () => {
    const signalling = open();
    const socket = await join();
    const { answer } = signalling.request({ type: 'unview', publicationId: 'a' });
    socket.drop();
    await expect(answer).rejects.toMatchObject({ code: 'LOST' });
    expect(lost).toHaveBeenCalledOnce();
  });

  it('reports a reconnect as a new participant', async () => {
    open();
    (await join('p1')).drop();
    await vi.advanceTimersByTimeAsync(timing.retries[0]);
    await join('p2');
    expect(joined).toHaveBeenLastCalledWith(
      expect.objectContaining({ participantId: 'p2' }),
      false,
    );
  });

  it('joins as a new participant when the session cannot be resumed', async () => {
    open();
    (await join()).drop();
    await vi.advanceTimersByTimeAsync(timing.retries[0]);
    const refusing = newest();
    refusing.open();
    const ref = refusing.last('join')?.['ref'];
    refusing.receive({
      type: 'error',
      ref,
      code: 'BAD_MESSAGE',
      message: 'Too late.',
      fatal: true,
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect(ended).not.toHaveBeenCalled();
    expect((await join('p2')).last('join')).not.toHaveProperty('resumeToken');
  });

  it.each(['MEETING_NOT_FOUND', 'MEETING_FULL'])('ends when refused with %s', async (code) => {
    open();
    const socket = newest();
    socket.open();
    const ref = socket.last('join')?.['ref'];
    socket.receive({ type: 'error', ref, code, message: 'No.', fatal: false });
    await vi.advanceTimersByTimeAsync(timing.giveUp);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code }));
    expect(sockets).toHaveLength(1);
  });

  it.each(['REPLACED', 'SESSION_ENDED'])('ends when the server ends it with %s', async (code) => {
    open();
    const socket = await join();
    socket.receive({ type: 'error', code, message: 'Over.', fatal: true });
    socket.drop();
    await vi.advanceTimersByTimeAsync(timing.giveUp);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code }));
    expect(sockets).toHaveLength(1);
  });

  it('gives up when nothing is reachable for a minute', async () => {
    open();
    for (let second = 0; second < timing.giveUp / 1000 + 10; second++) {
      if (newest().readyState !== WebSocket.CLOSED) newest().drop();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'UNREACHABLE' }));
  });

  it('tries again at once when the network is back', async () => {
    open();
    (await join()).drop();
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(2);
  });

  it('takes a server for lost that does not answer soon over another network', async () => {
    const signalling = open();
    const socket = await join();
    for (const answers of [true, false]) {
      const pings = socket.count('ping');
      window.dispatchEvent(new Event('online'));
      expect(socket.count('ping')).toBe(pings + 1);
      expect(signalling.silentMs).toBe(timing.silence - timing.probe);
      if (answers) socket.receive({ type: 'pong' });
      await vi.advanceTimersByTimeAsync(timing.probe + 1000);
      expect(lost).toHaveBeenCalledTimes(answers ? 0 : 1);
    }
    expect(signalling.silentMs).toBe(Infinity);
  });

  it('sends leave and does not reconnect', async () => {
    const signalling = open();
    const socket = await join();
    signalling.leave();
    socket.drop();
    await vi.advanceTimersByTimeAsync(timing.giveUp);
    tick();
    expect(socket.count('leave')).toBe(1);
    expect(sockets).toHaveLength(1);
    expect(lost).not.toHaveBeenCalled();
    expect(ended).not.toHaveBeenCalled();
  });

  it('leaves while the join is under way', async () => {
    const signalling = open();
    const socket = newest();
    socket.open();
    signalling.leave();
    socket.receive({ type: 'joined', ref: 1, participantId: 'p1', resumeToken: 'token' });
    await vi.advanceTimersByTimeAsync(timing.giveUp);
    expect(socket.sent.map(({ type }) => type)).toEqual(['join', 'leave']);
    expect(joined).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(1);
  });

  it('does not join when it leaves before the socket is open', async () => {
    open().leave();
    const socket = newest();
    socket.open();
    await vi.advanceTimersByTimeAsync(timing.giveUp);
    expect(socket.sent).toEqual([]);
    expect(joined).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(1);
  });

  it('passes on notifications, and ignores unknown messages', async () => {
    open();
    const socket = await join();
    socket.receive({ type: 'participantLeft', participantId: 'p2' });
    socket.receive({ type: 'fireworks' });
    socket.onmessage?.({ data: '{' });
    expect(notified).toHaveBeenCalledExactlyOnceWith({
      type: 'participantLeft',
      participantId: 'p2',
    });
  });
});
