import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeTrack } from '../testing/fakes';
import { openDevices, storeDevice, storedDevices } from './devices';

interface Wish {
  audio: unknown;
  video: unknown;
}

function devices(getUserMedia: (wish: Wish) => Promise<unknown>) {
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

function stream(...tracks: ReturnType<typeof fakeTrack>[]) {
  return Promise.resolve({
    getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
  });
}

function refusal(name: string) {
  return Promise.reject(Object.assign(new Error('nope'), { name }));
}

describe('openDevices', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('asks for both at once', async () => {
    const getUserMedia = vi.fn(() => stream(fakeTrack('audio'), fakeTrack('video')));
    devices(getUserMedia);
    const opened = await openDevices({ audio: true, video: true });
    expect(getUserMedia).toHaveBeenCalledOnce();
    expect(opened).toMatchObject({
      audio: { kind: 'audio' },
      video: { kind: 'video' },
      problem: null,
    });
  });

  it('takes what there is when there is no camera', async () => {
    devices(({ video }) =>
      video === false ? stream(fakeTrack('audio')) : refusal('NotFoundError'),
    );
    const opened = await openDevices({ audio: true, video: true });
    expect(opened.audio).not.toBeNull();
    expect(opened.video).toBeNull();
    expect(opened.problem).toContain('No camera found');
  });

  it('takes what there is when there is no microphone', async () => {
    devices(({ audio }) =>
      audio === false ? stream(fakeTrack('video')) : refusal('NotFoundError'),
    );
    const opened = await openDevices({ audio: true, video: true });
    expect(opened.video).not.toBeNull();
    expect(opened.problem).toContain('No microphone found');
  });

  it.each([
    ['NotAllowedError', 'is not allowed to use the camera'],
    ['NotFoundError', 'No camera found'],
    ['NotReadableError', 'Another application may be using it'],
    ['TypeError', 'nope'],
  ])('says what to do about a %s', async (name, words) => {
    devices(() => refusal(name));
    const opened = await openDevices({ audio: false, video: true });
    expect(opened.problem).toContain(words);
  });

  it('says why there are no devices where the origin is not secure', async () => {
    vi.stubGlobal('navigator', {});
    expect((await openDevices({ audio: true, video: true })).problem).toContain('HTTPS');
  });

  it('prefers the chosen devices', async () => {
    const getUserMedia = vi.fn(() => stream(fakeTrack('video')));
    devices(getUserMedia);
    storeDevice('camera', 'c1');
    await openDevices({ audio: false, video: true });
    expect(getUserMedia).toHaveBeenCalledWith(
      expect.objectContaining({
        video: expect.objectContaining({ deviceId: { ideal: 'c1' } }) as unknown,
      }),
    );
  });
});

it('ignores a stored choice that makes no sense', () => {
  localStorage.setItem('chattycat.devices', '{"camera":7,"speaker":"s1"}');
  expect(storedDevices()).toEqual({ speaker: 's1' });
  localStorage.setItem('chattycat.devices', '[');
  expect(storedDevices()).toEqual({});
});
