import { describe, expect, it, vi } from 'vitest';
import { FakePeer, fakeTrack } from '../testing/fakes';
import {
  answer,
  ben,
  join,
  newestSocket,
  open,
  replaceBrowser,
  settle,
} from '../testing/joined-call';
import { pathTiming } from './connection/path-watch';
import { linkTiming } from './peer-link';

vi.mock('./heartbeat', () => ({ workerTicker: () => () => undefined }));

describe('A call that lost something', () => {
  replaceBrowser();

  it('keeps working media when only the signalling was lost', async () => {
    const { call, socket } = await open({ video: fakeTrack('video') }, ben('x'));
    for (const [peer, type, id] of [
      [0, 'publish', 'p'],
      [1, 'view', 'x'],
    ] as const) {
      await answer(socket, type, id);
      FakePeer.all[peer]?.become('connected');
    }
    socket.drop();
    expect(call.state.get().phase).toBe('reconnecting');
    await settle(300);
    await join(call, 'a', ben('x'));
    expect(FakePeer.all).toHaveLength(2);
    expect(FakePeer.all.some(({ closed }) => closed)).toBe(false);
    expect(newestSocket().count('mute')).toBe(1);
  });

  it('negotiates everything again as a new participant', async () => {
    const { call, socket } = await open({ video: fakeTrack('video') }, ben('x'));
    socket.drop();
    await settle(300);
    const again = await join(call, 'a2', ben('x'));
    expect(again.count('publish')).toBe(1);
    expect(again.count('view')).toBe(1);
    expect(FakePeer.all.map(({ closed }) => closed)).toEqual([true, true, false, false]);
  });

  it('tries again when the media server is away', async () => {
    const { call, socket } = await open({}, ben('x'));
    const ref = socket.last('view')?.['ref'];
    socket.receive({
      type: 'error',
      ref,
      code: 'MEDIA_SERVER_UNAVAILABLE',
      message: 'The media server is away.',
      fatal: false,
    });
    await settle();
    expect(call.state.get().remotes.get('x')).toMatchObject({
      state: 'waiting',
      problem: 'The media server is away.',
    });
    await settle(linkTiming.retries[0]);
    expect(socket.count('view')).toBe(2);
    await answer(socket, 'view', 'x');
    FakePeer.newest.become('connected');
    expect(call.state.get().remotes.get('x')).toMatchObject({ state: 'live', problem: null });
  });

  it('tracks whether the media server responds, until it rejoins', async () => {
    const { call, socket } = await open();
    expect(call.state.get().mediaServerAway).toBe(false);
    socket.receive({ type: 'mediaServer', available: false });
    expect(call.state.get().mediaServerAway).toBe(true);
    socket.receive({ type: 'mediaServer', available: true });
    expect(call.state.get().mediaServerAway).toBe(false);
    socket.receive({ type: 'mediaServer', available: false });
    socket.drop();
    await settle(300);
    await join(call, 'a');
    expect(call.state.get().mediaServerAway).toBe(false);
  });

  it('tries at once when the media server is back, and leaves alone what works', async () => {
    const { socket } = await open({ video: fakeTrack('video') }, ben('x'));
    await answer(socket, 'publish', 'p');
    FakePeer.all[0]?.become('connected');
    const ref = socket.last('view')?.['ref'];
    socket.receive({
      type: 'error',
      ref,
      code: 'MEDIA_SERVER_UNAVAILABLE',
      message: 'Away.',
      fatal: false,
    });
    await settle();
    socket.receive({ type: 'mediaServer', available: true });
    await settle();
    expect(socket.count('view')).toBe(2);
    expect(socket.count('publish')).toBe(1);
  });

  it('negotiates again when a connection breaks', async () => {
    const { socket } = await open({}, ben('x'));
    await answer(socket, 'view', 'x');
    FakePeer.newest.become('connected');
    FakePeer.newest.become('failed');
    await settle(linkTiming.retries[0]);
    expect(socket.count('view')).toBe(2);
    // The server replaces the former view.
    expect(socket.count('unview')).toBe(0);
  });

  it('keeps the publication when its connection breaks, so that its viewers stay', async () => {
    const { call, socket } = await open({ video: fakeTrack('video') });
    await answer(socket, 'publish', 'p');
    FakePeer.newest.become('connected');
    FakePeer.newest.become('failed');
    expect(call.state.get().own.cameraPublicationId).toBe('p');
    await settle(linkTiming.retries[0]);
    expect(socket.count('publish')).toBe(2);
    // Candidates of the new connection are not for the former endpoint, which has the same id.
    FakePeer.newest.gather('mine');
    expect(socket.last('candidate')).toMatchObject({ ref: socket.last('publish')?.['ref'] });
    expect(socket.last('candidate')).not.toHaveProperty('publicationId');
    await answer(socket, 'publish', 'p');
    expect(socket.count('unpublish')).toBe(0);
  });

  it('tries every two seconds where the path is lost, however often it failed', async () => {
    const { socket } = await open({}, ben('x'));
    for (let attempt = 1; attempt <= 6; attempt++) {
      expect(socket.count('view')).toBe(attempt);
      await answer(socket, 'view', 'x');
      FakePeer.newest.become('failed');
      await settle(linkTiming.path);
    }
  });

  it('tries less and less often where the server refuses', async () => {
    const { socket } = await open({}, ben('x'));
    for (const [failures, delay] of linkTiming.retries.entries()) {
      const ref = socket.last('view')?.['ref'];
      const code = 'MEDIA_SERVER_UNAVAILABLE';
      socket.receive({ type: 'error', ref, code, message: 'Away.', fatal: false });
      await settle(delay - 1);
      expect(socket.count('view')).toBe(failures + 1);
      await settle(1);
      expect(socket.count('view')).toBe(failures + 2);
    }
  });

  it('tries at once when there is another network, and leaves alone what works', async () => {
    const { socket } = await open({}, ben('x', 'y', 'z'));
    for (const [peer, id] of ['x', 'y', 'z'].entries()) {
      await answer(socket, 'view', id);
      FakePeer.all[peer]?.become('connected');
    }
    FakePeer.all[0]?.become('failed');
    FakePeer.all[1]?.become('disconnected');
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(socket.count('view')).toBe(5);
    expect(FakePeer.all.map(({ closed }) => closed)).toEqual([true, true, false, false, false]);
  });

  it('negotiates a view again on which nothing arrives, and no other', async () => {
    const { socket } = await open({ video: fakeTrack('video') }, ben('x', 'y'));
    for (const [peer, type, id] of [
      [0, 'publish', 'p'],
      [1, 'view', 'x'],
      [2, 'view', 'y'],
    ] as const) {
      await answer(socket, type, id);
      FakePeer.all[peer]?.become('connected');
    }
    const [own, silent, other] = FakePeer.all;
    silent?.receive(100);
    for (let ms = 0; ms <= pathTiming.silence + 1000; ms += 400) {
      own?.receive(100 + ms);
      other?.receive(100 + ms);
      await settle(400);
      socket.receive({ type: 'pong' });
    }
    expect(FakePeer.all.map(({ closed }) => closed)).toEqual([false, true, false, false]);
    expect(socket.last('view')).toMatchObject({ publicationId: 'x' });
  });

  it('stays within the limits of the server in a full room whose paths stay away', async () => {
    const ids = Array.from({ length: 49 }, (_, index) => `x${index}`);
    const { socket } = await open({}, ben(...ids));
    // As chattycat.call.message-burst and messages-per-second. A path does not fail at once: browsers check it for seconds.
    const [burst, perSecond, checked] = [1000, 100, 3];
    let [allowed, sent] = [burst, socket.sent.length];
    const since = new Map<FakePeer, number>();
    for (let second = 0; second < 120; second++) {
      for (const peer of FakePeer.all.filter(({ closed }) => !closed)) {
        const start = since.get(peer) ?? second;
        since.set(peer, start);
        if (start === second) {
          for (let candidate = 0; candidate < 8; candidate++) peer.gather(`${candidate}`);
        } else if (second === start + checked) {
          peer.become('failed');
        }
      }
      for (const id of ids) await answer(socket, 'view', id);
      await settle(1000);
      socket.receive({ type: 'pong' });
      allowed = Math.min(burst, allowed + perSecond) - (socket.sent.length - sent);
      sent = socket.sent.length;
      expect(allowed).toBeGreaterThan(0);
    }
    expect(socket.count('view')).toBeGreaterThan(49 * 20);
  });

  it('waits for a short interruption to end', async () => {
    const { socket } = await open({}, ben('x'));
    await answer(socket, 'view', 'x');
    FakePeer.newest.become('connected');
    FakePeer.newest.become('disconnected');
    await settle(linkTiming.interrupted - 1);
    FakePeer.newest.become('connected');
    await settle(linkTiming.connect);
    expect(socket.count('view')).toBe(1);
  });

  it('negotiates again when the media server lost the endpoint', async () => {
    const { socket } = await open({ video: fakeTrack('video') }, ben('x'));
    await answer(socket, 'publish', 'p');
    await answer(socket, 'view', 'x');
    socket.receive({ type: 'renegotiate', role: 'viewer', publicationId: 'x' });
    socket.receive({ type: 'renegotiate', role: 'publisher', publicationId: 'p' });
    await settle();
    expect(socket.count('view')).toBe(2);
    expect(socket.count('publish')).toBe(2);
  });
});
