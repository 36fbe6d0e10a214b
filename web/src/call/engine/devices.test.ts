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

  const macFirefox =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:148.0) Gecko/20100101 Firefox/148.0';
  const linuxChromium =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
  const macSafari =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';
  const iPhone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';
  it.each([
    [macFirefox, 'denied', 'the crossed-out camera in the address bar'],
    [linuxChromium, 'Permission denied', 'the icon to the left of the address'],
    [linuxChromium, 'Permission denied by system', 'the privacy settings of your system'],
    [linuxChromium, 'Permission dismissed', 'Try again and choose Allow'],
    [macSafari, 'denied', 'Safari, Settings for This Website'],
    [iPhone, 'denied', 'Website Settings'],
    ['unknown', 'denied', 'in the settings of this page'],
  ])('says where %s allows what it refused', async (userAgent, message, place) => {
    const refused = () =>
      Promise.reject(Object.assign(new Error(message), { name: 'NotAllowedError' }));
    vi.stubGlobal('navigator', { userAgent, mediaDevices: { getUserMedia: refused } });
    const { problem } = await openDevices({ audio: false, video: true });
    expect(problem).toContain(place);
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
