import { describe, expect, it, vi } from 'vitest';
import { FakePeer, FakeTrack, fakeTrack } from '../testing/fakes';
import {
  answer,
  ben,
  join,
  newestSocket,
  open,
  replaceBrowser,
  settle,
} from '../testing/joined-call';
import { camera, participant } from '../testing/participant';
import { Call } from './call';
import { linkTiming } from './peer-link';
import { noRecording } from './recording-consent';

vi.mock('./heartbeat', () => ({ workerTicker: () => () => undefined }));

/** What the newest peer connection sends: audio, then video; undefined where that is nothing. */
function sentKinds() {
  return FakePeer.newest.transceivers.map(({ sender }) => (sender.track as FakeTrack | null)?.kind);
}

describe('Call', () => {
  replaceBrowser();

  it('views what the others publish, from their coming to their going', async () => {
    const { call, socket } = await open({}, ben('x'));
    expect(socket.last('view')).toMatchObject({ publicationId: 'x', sdp: 'offer 0' });
    await answer(socket, 'view', 'x');
    FakePeer.newest.become('connected');
    expect(call.state.get().remotes.get('x')?.state).toBe('live');

    socket.receive({ type: 'participant', participant: ben('x', 'y') });
    await settle();
    expect(socket.last('view')).toMatchObject({ publicationId: 'y' });

    socket.receive({ type: 'participantLeft', participantId: 'b' });
    expect(call.state.get().remotes.size).toBe(0);
    expect(FakePeer.all.every(({ closed }) => closed)).toBe(true);
  });

  it('opens the camera alone, and the microphone later without a new offer', async () => {
    const { call, socket } = await open();
    void call.own.startVideo();
    await settle();
    expect(socket.last('publish')).toMatchObject({ kind: 'camera' });
    expect(sentKinds()).toEqual([undefined, 'video']);
    expect(call.state.get().own).toMatchObject({ camera: 'on', microphone: 'off' });
    await answer(socket, 'publish', 'mine');
    expect(call.state.get().own.cameraPublicationId).toBe('mine');
    expect(socket.last('mute')).toMatchObject({
      publicationId: 'mine',
      audioMuted: true,
      videoMuted: false,
    });
    void call.own.unmute();
    await settle();
    expect(sentKinds()).toEqual(['audio', 'video']);
    expect(call.state.get().own).toMatchObject({ camera: 'on', microphone: 'on' });
    expect(socket.last('mute')).toMatchObject({ audioMuted: false, videoMuted: false });
    expect(socket.count('publish')).toBe(1);
  });

  it('sends and wants no video of cameras while it is paused, until the camera is turned on again', async () => {
    const { call, socket } = await open({ video: fakeTrack('video') }, ben('x'));
    await answer(socket, 'publish', 'mine');
    await answer(socket, 'view', 'x');
    const { soundFirst } = call.connections;
    soundFirst.paused.set({ up: true, down: true });
    await settle();
    expect(socket.last('mute')).toMatchObject({ publicationId: 'mine', videoMuted: true });
    expect(socket.last('picture')).toMatchObject({ publicationId: 'x', picture: 'none' });
    expect(call.state.get().own.camera).toBe('on');

    call.own.stopVideo();
    void call.own.startVideo();
    await settle();
    expect(soundFirst.paused.get()).toEqual({ up: false, down: true });
    expect(socket.last('mute')).toMatchObject({ videoMuted: false });
    soundFirst.ask('down');
    await settle();
    expect(socket.last('picture')).toMatchObject({ publicationId: 'x', picture: 'large' });
  });

  it('goes silent when the host mutes, and tells the server before it sends sound again', async () => {
    const microphone = fakeTrack('audio');
    const { call, socket } = await open({ audio: microphone });
    await answer(socket, 'publish', 'mine');
    const you = participant({ id: 'a', you: true, publications: [camera('mine')] });
    socket.receive({
      type: 'participant',
      participant: { ...you, mutedByHostAt: '2026-03-01T09:00:00Z' },
    });
    expect(microphone.enabled).toBe(false);
    expect(socket.last('mute')).toMatchObject({ audioMuted: true });
    expect(call.hostNotices.state.get().muted).toBe(true);

    void call.own.unmute();
    await settle();
    expect(microphone.enabled).toBe(false);
    socket.receive({ type: 'participant', participant: you });
    socket.receive({ type: 'done', ref: socket.last('unmute')?.['ref'] });
    await settle();
    expect(call.state.get().own.microphone).toBe('on');
    expect(socket.last('mute')).toMatchObject({ audioMuted: false });
    expect(call.hostNotices.state.get().muted).toBe(false);
  });

  it('tells the person of becoming a co-host, and of the end of that', async () => {
    const { call, socket } = await open({});
    const you = participant({ id: 'a', you: true });
    socket.receive({
      type: 'participant',
      participant: { ...you, handRaisedAt: '2026-03-01T09:00:00Z' },
    });
    expect(call.hostNotices.state.get().coHost).toBeNull();
    socket.receive({ type: 'participant', participant: { ...you, host: true, coHost: true } });
    expect(call.hostNotices.state.get().coHost).toBe(true);
    socket.receive({ type: 'participant', participant: you });
    expect(call.hostNotices.state.get().coHost).toBe(false);
  });

  it('shows that the host asks to unmute, and switches nothing on', async () => {
    const microphone = fakeTrack('audio');
    microphone.enabled = false;
    const { call, socket } = await open({ audio: microphone });
    socket.receive({ type: 'unmuteRequest' });
    expect(call.hostNotices.state.get().asked).toBe(true);
    expect(microphone.enabled).toBe(false);
    void call.own.unmute();
    await settle();
    expect(call.hostNotices.state.get().asked).toBe(false);
  });

  it('stops sharing when the host has ended that, and does not publish again', async () => {
    const picture = fakeTrack('video');
    vi.stubGlobal('navigator', {
      mediaDevices: {
        getDisplayMedia: () =>
          Promise.resolve({ getAudioTracks: () => [], getVideoTracks: () => [picture] }),
      },
    });
    const { call, socket } = await open();
    void call.own.startScreen();
    await settle();
    await answer(socket, 'publish', 'mine');
    const you = participant({ id: 'a', you: true });
    const shared = { ...camera('mine'), kind: 'screen' as const };
    socket.receive({ type: 'participant', participant: { ...you, publications: [shared] } });
    expect(call.state.get().own.screen).toBe('on');

    socket.receive({ type: 'participant', participant: you });
    await settle(60_000);
    expect(call.state.get().own.screen).toBe('off');
    expect(picture.readyState).toBe('ended');
    expect(call.hostNotices.state.get().shareStopped).toBe(true);
    expect(socket.count('publish')).toBe(1);
    expect(socket.count('unpublish')).toBe(0);
  });

  it('opens the microphone alone, and the camera later without a new offer', async () => {
    const { call, socket } = await open();
    void call.own.unmute();
    await settle();
    expect(sentKinds()).toEqual(['audio', undefined]);
    expect(call.state.get().own).toMatchObject({ camera: 'off', microphone: 'on' });
    await answer(socket, 'publish', 'mine');
    expect(socket.last('mute')).toMatchObject({ audioMuted: false, videoMuted: true });
    void call.own.startVideo();
    await settle();
    expect(sentKinds()).toEqual(['audio', 'video']);
    expect(socket.last('mute')).toMatchObject({ audioMuted: false, videoMuted: false });
    expect(socket.count('publish')).toBe(1);
  });

  it('mutes, stops and starts without a new offer', async () => {
    const { call, socket } = await open({ audio: fakeTrack('audio'), video: fakeTrack('video') });
    await answer(socket, 'publish', 'mine');
    call.own.mute();
    expect(socket.last('mute')).toMatchObject({ audioMuted: true, videoMuted: false });
    call.own.stopVideo();
    expect(socket.last('mute')).toMatchObject({ audioMuted: true, videoMuted: true });
    expect(FakePeer.newest.transceivers[1]?.sender.track).toBeNull();
    void call.own.startVideo();
    await settle();
    expect(socket.last('mute')).toMatchObject({ audioMuted: true, videoMuted: false });
    expect(socket.count('publish')).toBe(1);
  });

  it('sends what was opened in the lobby at once, muted where it was muted there', async () => {
    const audio = fakeTrack('audio');
    audio.enabled = false;
    const { call, socket } = await open({ audio, video: fakeTrack('video') });
    expect(socket.count('publish')).toBe(1);
    expect(call.state.get().own).toMatchObject({ camera: 'on', microphone: 'muted' });
  });

  it('trickles candidates both ways, also before the answers', async () => {
    const { socket } = await open({ video: fakeTrack('video') });
    FakePeer.newest.gather('mine 1');
    expect(socket.last('candidate')).toMatchObject({
      role: 'publisher',
      ref: socket.last('publish')?.['ref'],
      candidate: 'mine 1',
    });
    socket.receive({
      type: 'candidate',
      role: 'publisher',
      publicationId: 'p',
      candidate: 'theirs 1',
    });
    await answer(socket, 'publish', 'p');
    socket.receive({
      type: 'candidate',
      role: 'publisher',
      publicationId: 'p',
      candidate: 'theirs 2',
    });
    FakePeer.newest.gather('mine 2');
    expect(socket.last('candidate')).toMatchObject({
      ref: socket.last('publish')?.['ref'],
      candidate: 'mine 2',
    });
    expect(FakePeer.newest.candidates.map(({ candidate }) => candidate)).toEqual([
      'theirs 1',
      'theirs 2',
    ]);
  });

  it('reports an unplugged camera', async () => {
    const video = fakeTrack('video');
    const { call, socket } = await open({ video });
    await answer(socket, 'publish', 'p');
    video.end();
    expect(call.state.get().own).toMatchObject({
      camera: 'off',
      problem: 'The camera stopped. Check that it is still connected.',
    });
    expect(socket.last('mute')).toMatchObject({ videoMuted: true });
  });

  it('switches to this page once, as soon as it has joined', async () => {
    const call = new Call({ meetingId: 'm1', audio: null, video: null, switchHere: true });
    call.open();
    const socket = await join(call, 'a');
    expect(socket.count('switchHere')).toBe(1);
    socket.drop();
    await settle(200);
    const again = await join(call, 'a');
    expect(again).not.toBe(socket);
    expect(again.count('switchHere')).toBe(0);
  });

  it('publishes a small picture of the camera, which follows the camera, while the server wants it', async () => {
    const { call, socket } = await open({ audio: fakeTrack('audio'), video: fakeTrack('video') });
    await answer(socket, 'publish', 'mine');
    socket.receive({ type: 'smallPictures', active: true });
    await settle();
    expect(socket.last('publish')).toMatchObject({ kind: 'cameraSmall' });
    expect(sentKinds()).toEqual(['video']);
    const sender = FakePeer.newest.transceivers[0]?.sender;
    expect(sender?.encodings).toEqual([
      { maxBitrate: 150_000, maxFramerate: 15, scaleResolutionDownBy: 480 / 180 },
    ]);
    await answer(socket, 'publish', 'small');
    expect(socket.last('mute')).toMatchObject({ publicationId: 'mine' });
    call.own.stopVideo();
    await settle();
    expect(sender?.track).toBeNull();
    void call.own.startVideo();
    await settle();
    expect(sender?.track).toBe(call.state.get().own.cameraTrack);
    expect(socket.count('publish')).toBe(2);
    // A lost path is restored as that of any publication.
    FakePeer.newest.become('connected');
    FakePeer.newest.become('failed');
    await settle(linkTiming.retries[0]);
    expect(socket.last('publish')).toMatchObject({ kind: 'cameraSmall' });
    await answer(socket, 'publish', 'small');
    expect(socket.count('unpublish')).toBe(0);
    socket.receive({ type: 'smallPictures', active: false });
    expect(socket.last('unpublish')).toMatchObject({ publicationId: 'small' });
    expect(call.state.get().own.problem).toBeNull();
  });

  it('asks for the picture that tiles need, and again after the connection was lost', async () => {
    const { call, socket } = await open({}, ben('x'));
    expect(socket.last('view')).toMatchObject({ picture: 'large' });
    socket.receive({ type: 'smallPictures', active: true });
    call.pictures.show('x', { width: 320, height: 180, large: false });
    await settle(1);
    expect(socket.last('picture')).toMatchObject({ publicationId: 'x', picture: 'small' });
    socket.receive({ type: 'participant', participant: ben('x', 'y') });
    await settle();
    expect(socket.last('view')).toMatchObject({ publicationId: 'y', picture: 'small' });
    socket.drop();
    await settle(200);
    const again = newestSocket();
    again.open();
    again.receive({
      type: 'joined',
      ref: again.last('join')?.['ref'],
      participantId: 'a',
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
        smallPictures: true,
      },
      participants: [participant({ id: 'a', you: true }), ben('x', 'y')],
    });
    await settle();
    expect(again.sent).toContainEqual({ type: 'picture', publicationId: 'x', picture: 'small' });
  });

  it('shows advice until it is withdrawn, dismissed or old', async () => {
    const { call, socket } = await open({}, ben('x'));
    const advice = {
      type: 'advice',
      participantId: 'b',
      publicationId: 'x',
      code: 'FAST',
      text: 'This is the Fast page.',
      action: 'Use the Local page.',
      active: true,
    };
    socket.receive(advice);
    socket.receive(advice);
    expect(call.state.get().advice).toHaveLength(1);
    await settle(15_000);
    expect(call.state.get().advice).toHaveLength(0);

    socket.receive(advice);
    socket.receive({ ...advice, text: '', action: '', active: false });
    expect(call.state.get().advice).toHaveLength(0);
  });

  it('keeps dismissed advice away until its cause has ended', async () => {
    const { call, socket } = await open({}, ben('x'));
    const advice = {
      type: 'advice',
      participantId: 'b',
      publicationId: 'x',
      code: 'FAST',
      text: 'This is the Fast page.',
      action: '',
      active: true,
    };
    socket.receive(advice);
    call.state.get().advice.forEach((one) => {
      call.dismissAdvice(one);
    });
    socket.receive(advice);
    expect(call.state.get().advice).toHaveLength(0);
    socket.receive({ ...advice, active: false });
    socket.receive(advice);
    expect(call.state.get().advice).toHaveLength(1);
  });

  it('releases everything when the page goes away', async () => {
    const video = fakeTrack('video');
    const { call, socket } = await open({ video }, ben('x'));
    window.dispatchEvent(new Event('pagehide'));
    expect(socket.count('leave')).toBe(1);
    expect(video.readyState).toBe('ended');
    expect(FakePeer.all.every(({ closed }) => closed)).toBe(true);
    expect(call.state.get()).toMatchObject({ phase: 'ended', error: null });
  });

  it('notes for a reload what was on when the page went away', async () => {
    const { call } = await open({ video: fakeTrack('video'), audio: fakeTrack('audio') });
    call.own.mute();
    window.dispatchEvent(new Event('pagehide'));
    expect(JSON.parse(sessionStorage.getItem('chattycat.interrupted') ?? '')).toMatchObject({
      meetingId: 'm1',
      camera: true,
      microphone: 'muted',
    });
  });
});
