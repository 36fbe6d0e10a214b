import { afterEach, expect, it, vi } from 'vitest';
import { fakeTrack } from '../testing/fakes';
import { storedDevices } from './devices';
import type { Filtered } from './filtered-camera';
import { OwnMedia } from './own-media';
import type { PublishingLink } from './own-publications';
import type { PublicationKind } from './protocol';
import type { Tracks } from './tracks';

/** Own media with a camera, and what each publication sends. */
function film(camera = fakeTrack('video')) {
  const sent = new Map<PublicationKind, MediaStreamTrack | null>();
  const own = new OwnMedia({
    audio: null,
    video: camera,
    onChange: () => undefined,
    unmuteAfterHost: () => Promise.resolve(),
    publish: (kind: PublicationKind, { video }: Tracks) => {
      sent.set(kind, video);
      return {
        strategy: {
          replace: (tracks: Tracks) => sent.set(kind, tracks.video),
          announceMute: () => undefined,
        },
        close: () => undefined,
      } as unknown as PublishingLink;
    },
  });
  own.republish(false);
  return { own, camera, sent: (kind: PublicationKind = 'camera') => sent.get(kind) };
}

/** A filter that is ready when the test says so. */
function filter() {
  const made: { output: Filtered; ready: () => void; fail: () => void }[] = [];
  const apply = () => {
    const output = { track: fakeTrack('video'), stop: vi.fn() };
    return new Promise<Filtered>((resolve, reject) => {
      made.push({
        output,
        ready: () => {
          resolve(output);
        },
        fail: () => {
          reject(new Error('no'));
        },
      });
    });
  };
  return { made, apply };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('sends the camera as it is until the filter is ready, and again after it', async () => {
  const { own, camera, sent } = film();
  const { made, apply } = filter();
  own.filterCamera(apply);
  expect(sent()).toBe(camera);
  made[0]?.ready();
  await settle();
  expect(sent()).toBe(made[0]?.output.track);
  expect(own.state.cameraTrack).toBe(camera);
  own.filterCamera(null);
  expect(sent()).toBe(camera);
  expect(made[0]?.output.stop).toHaveBeenCalledOnce();
});

it('stops what a filter makes too late', async () => {
  const { own, camera, sent } = film();
  const { made, apply } = filter();
  own.filterCamera(apply);
  own.filterCamera(null);
  made[0]?.ready();
  await settle();
  expect(made[0]?.output.stop).toHaveBeenCalledOnce();
  expect(sent()).toBe(camera);
});

it('sends the camera as it is where the filter fails', async () => {
  const { own, camera, sent } = film();
  const { made, apply } = filter();
  own.filterCamera(apply);
  made[0]?.fail();
  await settle();
  expect(sent()).toBe(camera);
});

it('stops the filter with the camera', async () => {
  const { own, sent } = film();
  const { made, apply } = filter();
  own.filterCamera(apply);
  made[0]?.ready();
  await settle();
  own.stopVideo();
  expect(sent()).toBeNull();
  expect(made[0]?.output.stop).toHaveBeenCalledOnce();
  expect(made).toHaveLength(1);
});

it.each([
  ['flips', (own: OwnMedia) => own.flipCamera()],
  ['changes', (own: OwnMedia) => own.chooseDevice('camera', 'c2')],
])('lets the filter go before it %s the camera: phones open one at a time', async (_, change) => {
  const { own } = film();
  const { made, apply } = filter();
  own.filterCamera(apply);
  made[0]?.ready();
  await settle();
  const other = fakeTrack('video');
  const getUserMedia = vi.fn(() => {
    expect(made[0]?.output.stop).toHaveBeenCalledOnce();
    return Promise.resolve({ getAudioTracks: () => [], getVideoTracks: () => [other] });
  });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  await change(own);
  expect(getUserMedia).toHaveBeenCalledOnce();
  expect(own.state.cameraTrack).toBe(other);
  expect(made).toHaveLength(2);
});

it('never sends the screen through the filter', async () => {
  const { own, sent } = film();
  const { made, apply } = filter();
  const screen = fakeTrack('video');
  vi.stubGlobal('navigator', {
    mediaDevices: { getDisplayMedia: () => Promise.resolve(new MediaStream([screen])) },
  });
  own.filterCamera(apply);
  made[0]?.ready();
  await own.startScreen();
  expect(sent('screen')).toBe(screen);
  own.filterCamera(null);
  own.filterCamera(apply);
  own.republish(false);
  made.at(-1)?.ready();
  await settle();
  expect(sent('screen')).toBe(screen);
  expect(sent('camera')).toBe(made.at(-1)?.output.track);
});

it('stays muted by the host until the server agrees that the person unmutes', async () => {
  const microphone = fakeTrack('audio');
  const answers: { agree: () => void; refuse: () => void }[] = [];
  const own = new OwnMedia({
    audio: microphone,
    video: null,
    onChange: () => undefined,
    unmuteAfterHost: () =>
      new Promise((resolve, reject) => {
        answers.push({
          agree: resolve,
          refuse: () => {
            reject(new Error('no'));
          },
        });
      }),
    publish: () => null,
  });
  expect(own.muteByHost('2026-03-01T09:00:00Z')).toBe(true);
  expect(own.muteByHost('2026-03-01T09:00:00Z')).toBe(false);
  expect(own.state.microphone).toBe('muted');

  void own.unmute();
  answers[0]?.refuse();
  await settle();
  expect(microphone.enabled).toBe(false);
  expect(own.state.problem).toMatch(/still muted/);

  void own.unmute();
  own.muteByHost(null);
  answers[1]?.agree();
  await settle();
  expect(microphone.enabled).toBe(true);

  // The host mutes again, perhaps before this page has heard that the first time is over.
  own.muteByHost('2026-03-01T09:00:05Z');
  own.muteByHost('2026-03-01T09:00:06Z');
  expect(microphone.enabled).toBe(false);
});

it('keeps a microphone silent that opens after the host muted', async () => {
  const microphone = fakeTrack('audio');
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: () =>
        Promise.resolve({ getAudioTracks: () => [microphone], getVideoTracks: () => [] }),
    },
  });
  const { own } = film();
  void own.unmute();
  own.muteByHost('2026-03-01T09:00:00Z');
  await settle();
  expect(own.state.microphone).toBe('muted');
});

it('sends no video while it is paused, with the camera open, and goes on with the filter', async () => {
  const { own, camera, sent } = film();
  own.smallPicture = true;
  own.videoPaused = true;
  expect([sent(), sent('cameraSmall')]).toEqual([null, null]);
  expect(own.state).toMatchObject({ camera: 'on', cameraTrack: camera });
  expect(camera.readyState).toBe('live');

  const { made, apply } = filter();
  own.filterCamera(apply);
  expect(made).toHaveLength(0);
  own.videoPaused = false;
  made[0]?.ready();
  await settle();
  expect([sent(), sent('cameraSmall')]).toEqual([made[0]?.output.track, made[0]?.output.track]);
});

/** A browser that opens these microphones, one after the other, and lists these devices. */
function opens(microphones: MediaStreamTrack[], listed: object[] = []) {
  const getUserMedia = vi.fn(() => {
    const track = microphones.shift();
    return track === undefined
      ? Promise.reject(Object.assign(new Error('no'), { name: 'NotFoundError' }))
      : Promise.resolve({ getAudioTracks: () => [track], getVideoTracks: () => [] });
  });
  const enumerateDevices = () => Promise.resolve(listed);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices } });
  return getUserMedia;
}

it('changes the processing of an open microphone, and opens it again where the browser does not', async () => {
  const [first, second] = [fakeTrack('audio'), fakeTrack('audio')];
  const getUserMedia = opens([first, second]);
  const { own } = film();
  await own.process('noiseSuppression', false);
  expect(getUserMedia).not.toHaveBeenCalled();

  await own.unmute();
  own.mute();
  first.obeys = true;
  await own.process('noiseSuppression', true);
  expect(first.settings.noiseSuppression).toBe(true);
  expect(own.state.microphoneTrack).toBe(first);

  first.obeys = false;
  await own.process('noiseSuppression', false);
  expect(own.state.microphoneTrack).toBe(second);
  expect(own.state.microphone).toBe('muted');
  expect(first.readyState).toBe('ended');
  expect(getUserMedia).toHaveBeenLastCalledWith({
    audio: { noiseSuppression: false },
    video: false,
  });
});

function microphone(deviceId: string, label: string) {
  const track = fakeTrack('audio');
  track.settings = { deviceId, groupId: `group of ${label}` };
  track.label = label;
  return track;
}

const device = (deviceId: string, label: string, kind = 'audioinput') => ({
  kind,
  deviceId,
  groupId: `group of ${label}`,
});

it.each([
  [
    'another device',
    microphone('h', 'Headset'),
    [device('i', 'Built-in'), device('c', '', 'videoinput')],
  ],
  [
    'the same default, now another device',
    microphone('default', 'Headset'),
    [device('default', 'Built-in')],
  ],
])('opens %s in the place of an unplugged one, and says so', async (_, headset, listed) => {
  const builtIn = microphone('i', 'Built-in');
  const getUserMedia = opens([headset, builtIn], listed);
  const { own } = film();
  await own.unmute();
  own.mute();
  headset.end();
  expect(own.state.microphone).toBe('off');
  await settle();
  expect(getUserMedia).toHaveBeenCalledTimes(2);
  expect(own.state).toMatchObject({
    microphoneTrack: builtIn,
    microphone: 'muted',
    problem: null,
    notice: 'The microphone was unplugged. “Built-in” is used now.',
  });
  own.dismissNotice();
  expect(own.state.notice).toBeNull();
});

it.each([
  ['there is no other', [device('c', '', 'videoinput')]],
  ['the device is still there', [device('h', 'Headset'), device('i', 'Built-in')]],
  ['the browser no longer allows devices', [device('', '')]],
])('opens nothing in the place of a device that stopped where %s', async (_, listed) => {
  const headset = microphone('h', 'Headset');
  const getUserMedia = opens([headset], listed);
  const { own } = film();
  await own.unmute();
  headset.end();
  await settle();
  expect(getUserMedia).toHaveBeenCalledOnce();
  expect(own.state).toMatchObject({
    microphone: 'off',
    problem: 'The microphone stopped. Check that it is still connected.',
    notice: null,
  });
});

it('says what is wrong where the other device does not open', async () => {
  const headset = microphone('h', 'Headset');
  const getUserMedia = opens([headset], [device('i', 'Built-in')]);
  const { own } = film();
  await own.unmute();
  headset.end();
  await settle();
  expect(own.state).toMatchObject({ microphone: 'off', notice: null });
  expect(own.state.problem).toMatch(/No microphone found/);
  expect(getUserMedia).toHaveBeenCalledTimes(2);
});

it('opens nothing after the call has ended', async () => {
  const headset = microphone('h', 'Headset');
  const getUserMedia = opens([headset], [device('i', 'Built-in')]);
  const { own } = film();
  await own.unmute();
  headset.end();
  own.release();
  await settle();
  expect(getUserMedia).toHaveBeenCalledOnce();
});

/** A phone that opens whichever camera is asked for by its side, and says which side it is on. */
function phone() {
  const asked: unknown[] = [];
  const cameras: ReturnType<typeof fakeTrack>[] = [];
  const getUserMedia = ({ video }: { video: { facingMode?: { ideal: string } } }) => {
    asked.push(video.facingMode);
    const facingMode = video.facingMode?.ideal ?? 'user';
    const camera = Object.assign(fakeTrack('video'), {
      getSettings: () => ({ facingMode, deviceId: `id of ${facingMode}` }),
    });
    cameras.push(camera);
    return Promise.resolve({ getAudioTracks: () => [], getVideoTracks: () => [camera] });
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  return { asked, cameras };
}

it('flips between the front and the back camera, and keeps the one that was used last', async () => {
  const { own, camera, sent } = film();
  const { asked, cameras } = phone();
  await own.flipCamera();
  expect(camera.readyState).toBe('ended');
  expect(sent()).toBe(cameras[0]);
  expect(storedDevices().camera).toBe('id of environment');
  await own.flipCamera();
  expect(cameras[0]?.readyState).toBe('ended');
  expect(own.state).toMatchObject({ camera: 'on', cameraTrack: cameras[1] });
  expect(asked).toEqual([{ ideal: 'environment' }, { ideal: 'user' }]);
  expect(storedDevices().camera).toBe('id of user');
});

it('flips once where it is asked twice', async () => {
  const { own } = film();
  const { cameras } = phone();
  await Promise.all([own.flipCamera(), own.flipCamera()]);
  expect(cameras).toHaveLength(1);
  expect(own.state.cameraTrack).toBe(cameras[0]);
});

it('is without a camera where the other one does not open', async () => {
  const { own, sent } = film();
  const getUserMedia = () =>
    Promise.reject(Object.assign(new Error('busy'), { name: 'NotReadableError' }));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  await own.flipCamera();
  expect(own.state.camera).toBe('off');
  expect(own.state.problem).toContain('could not be started');
  expect(sent()).toBeNull();
});
