import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeSocket } from '../testing/fake-socket';
import { burstLength, ClockConnection, timing } from './connection';
import { connectMs } from './transport';

/** The server's clock is ahead of the page's monotonic one by this, in ms. */
const ahead = 1_795_000_000_000;

let sockets: FakeSocket[];
let connection: ClockConnection;

class StubSocket extends FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;

  constructor(readonly url: string) {
    super();
    sockets.push(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  vi.stubGlobal('WebSocket', StubSocket);
  vi.stubGlobal('fetch', () => Promise.reject(new Error('offline')));
  connection = new ClockConnection('secret', () => undefined);
  connection.open();
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

function opened(): FakeSocket {
  const socket = newest();
  socket.open();
  socket.receive({ type: 'opened', clockId: '04711', name: 'Ann' });
  return socket;
}

/** Answers pings for a while, 4 ms after each. */
async function answer(socket: FakeSocket, ms: number): Promise<void> {
  let answered = socket.count('ping');
  for (let at = 0; at < ms; at += 4) {
    if (socket.count('ping') > answered) {
      answered = socket.count('ping');
      const sentMs = Number(socket.last('ping')?.['sentMs']);
      await vi.advanceTimersByTimeAsync(4);
      socket.receive({ type: 'pong', sentMs, serverMs: sentMs + 2 + ahead });
    } else {
      await vi.advanceTimersByTimeAsync(4);
    }
  }
}

it('opens the clock with its token', () => {
  expect((newest() as StubSocket).url).toBe(`ws://${location.host}/clock/socket`);
  newest().open();
  expect(newest().sent).toEqual([{ type: 'open', token: 'secret' }]);
  newest().receive({ type: 'opened', clockId: '04711', name: 'Ann' });
  expect(connection.state).toMatchObject({ phase: 'open', clockId: '04711', name: 'Ann' });
});

it('synchronises by a burst of pings before the clock may be shown, and then reports', async () => {
  const socket = opened();
  await answer(socket, 500);
  expect(connection.serverClock).toBeNull();
  expect(socket.count('report')).toBe(0);
  await answer(socket, burstLength * timing.burst);
  const now = performance.now();
  expect(connection.serverClock?.at(now)?.offsetMs).toBeCloseTo(ahead, 1);
  expect(connection.serverClock?.at(now)?.errorMs).toBeLessThan(4);
  const before = socket.count('ping');
  await answer(socket, 3000);
  expect(socket.count('ping') - before).toBeLessThanOrEqual(4);
  expect(socket.count('report')).toBeGreaterThanOrEqual(2);
  const report = socket.last('report');
  expect(Number(report?.['clockMs'])).toBeGreaterThan(ahead);
  expect(Number(report?.['errorMs'])).toBeLessThan(4);
});

it("answers the server's own pings", () => {
  const socket = opened();
  socket.receive({ type: 'ping', id: 7 });
  expect(socket.last('pong')).toEqual({ type: 'pong', id: 7 });
});

it('passes on what the worker sees', () => {
  const socket = opened();
  socket.receive({ type: 'seen', state: 'TOO_SMALL', latencyMs: null, plusMinusMs: null });
  expect(connection.state.seen?.state).toBe('TOO_SMALL');
  socket.receive({ type: 'notSeen' });
  expect(connection.state.seen).toBeNull();
});

it('shows nothing while it is not connected, and opens again', async () => {
  await answer(opened(), 1500);
  newest().drop();
  expect(connection.state).toMatchObject({ phase: 'reconnecting', clockId: null });
  expect(connection.serverClock).toBeNull();
  await vi.advanceTimersByTimeAsync(timing.retries[0]);
  expect(sockets).toHaveLength(2);
  opened();
  expect(connection.state.phase).toBe('open');
  expect(connection.serverClock).toBeNull();
});

it('gives up a connection that is silent', async () => {
  opened();
  await vi.advanceTimersByTimeAsync(timing.silence + 2 * timing.tick);
  expect(connection.state.phase).toBe('reconnecting');
});

it.each(['LINK_EXPIRED', 'LINK_UNKNOWN', 'MEETING_OVER', 'CLOCK_WRONG'])(
  'ends after %s',
  async (code) => {
    const socket = opened();
    socket.receive({ type: 'error', code, message: 'No.' });
    socket.drop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state).toMatchObject({ phase: 'ended', refusal: { code, message: 'No.' } });
    expect(sockets).toHaveLength(1);
  },
);

it('tries again while the database is away', async () => {
  newest().open();
  newest().receive({ type: 'error', code: 'DATABASE_AWAY', message: 'Later.' });
  await vi.advanceTimersByTimeAsync(timing.retries[0]);
  expect(sockets).toHaveLength(2);
});

it('synchronises again when the clocks of the device have parted', async () => {
  const socket = opened();
  await answer(socket, 1500);
  expect(connection.serverClock).not.toBeNull();
  vi.setSystemTime(Date.now() + 60_000);
  await vi.advanceTimersByTimeAsync(timing.tick);
  expect(connection.serverClock).toBeNull();
  await answer(socket, 1500);
  expect(connection.serverClock).not.toBeNull();
});

it('polls where no socket opens', async () => {
  const polls: {
    token: string;
    clockId: string | null;
    messages: { type: string; sentMs?: number }[];
  }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    expect(path).toBe('/clock/poll');
    const poll = JSON.parse(String(init.body)) as (typeof polls)[number];
    polls.push(poll);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const opened =
      poll.clockId === null
        ? [
            { type: 'opened', clockId: '00815', name: 'Ann' },
            { type: 'ping', id: 1 },
          ]
        : [];
    const pongs = poll.messages.flatMap(({ type, sentMs = 0 }) =>
      type === 'ping' ? [{ type: 'pong', sentMs, serverMs: sentMs + 10 + ahead }] : [],
    );
    return new Response(JSON.stringify({ messages: [...opened, ...pongs] }));
  });
  await vi.advanceTimersByTimeAsync(connectMs + 3000);
  expect(connection.state).toMatchObject({ phase: 'open', clockId: '00815', way: 'polling' });
  expect(connection.serverClock?.at(performance.now())?.offsetMs).toBeCloseTo(ahead, 0);
  const before = polls.length;
  await vi.advanceTimersByTimeAsync(5000);
  expect(polls.length - before).toBeLessThanOrEqual(12);
  const sent = polls.flatMap(({ messages }) => messages.map(({ type }) => type));
  expect(sent.filter((type) => type === 'pong')).toHaveLength(1);
  expect(sent.filter((type) => type === 'report').length).toBeGreaterThanOrEqual(4);
  expect(polls.every(({ token }) => token === 'secret')).toBe(true);
  expect(polls.filter(({ clockId }) => clockId === null)).toHaveLength(1);
  expect(polls.at(-1)?.clockId).toBe('00815');
});
