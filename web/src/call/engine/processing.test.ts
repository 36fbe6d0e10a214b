import { afterEach, expect, it, vi } from 'vitest';
import { fakeTrack } from '../testing/fakes';
import { openDevices } from './devices';
import {
  applyProcessing,
  isProcessing,
  offeredProcessing,
  storedProcessing,
  storeProcessing,
} from './processing';

afterEach(() => {
  vi.unstubAllGlobals();
});

function browser(...known: string[]) {
  const constraints = Object.fromEntries(known.map((one) => [one, true]));
  vi.stubGlobal('navigator', { mediaDevices: { getSupportedConstraints: () => constraints } });
}

function camera(capabilities: MediaTrackCapabilities) {
  const track = fakeTrack('video');
  track.capabilities = capabilities;
  return track;
}

const closed = { audio: null, video: null };

it('offers what the browser knows, and blur only with a camera that can both', () => {
  browser('noiseSuppression', 'backgroundBlur');
  expect(offeredProcessing(closed)).toEqual(['noiseSuppression']);
  const offered = (backgroundBlur: boolean[]) =>
    offeredProcessing({ audio: null, video: camera({ backgroundBlur }) });
  expect(offered([false, true])).toEqual(['noiseSuppression', 'backgroundBlur']);
  expect(offered([true])).toEqual(['noiseSuppression']);
  browser();
  expect(offered([false, true])).toEqual([]);
});

it('does not offer what an open microphone cannot do, and offers it where that is not known', () => {
  browser('echoCancellation');
  const audio = fakeTrack('audio');
  expect(offeredProcessing({ audio, video: null })).toEqual(['echoCancellation']);
  audio.capabilities = { echoCancellation: [false] };
  expect(offeredProcessing({ audio, video: null })).toEqual([]);
});

it('offers nothing where the origin is not secure', () => {
  vi.stubGlobal('navigator', {});
  expect(offeredProcessing(closed)).toEqual([]);
});

it('opens devices as chosen, and leaves the rest to the browser', async () => {
  const getUserMedia = vi.fn(() => Promise.reject(new Error('no')));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  storeProcessing('noiseSuppression', false);
  storeProcessing('backgroundBlur', true);
  await openDevices({ audio: true, video: false });
  await openDevices({ audio: false, video: true });
  expect(getUserMedia.mock.calls).toEqual([
    [{ audio: { noiseSuppression: false }, video: false }],
    [{ audio: false, video: expect.objectContaining({ backgroundBlur: true }) as unknown }],
  ]);
});

it('ignores a stored choice that makes no sense', () => {
  localStorage.setItem(
    'chattycat.processing',
    '{"noiseSuppression":"yes","echoCancellation":false}',
  );
  expect(storedProcessing()).toEqual({ echoCancellation: false });
  localStorage.setItem('chattycat.processing', '[');
  expect(storedProcessing()).toEqual({});
});

it('is on as chosen, or else as the browser has it', () => {
  const audio = fakeTrack('audio');
  expect(isProcessing('noiseSuppression', {}, closed)).toBe(true);
  expect(isProcessing('backgroundBlur', {}, closed)).toBe(false);
  audio.settings = { noiseSuppression: false };
  expect(isProcessing('noiseSuppression', {}, { audio, video: null })).toBe(false);
  expect(isProcessing('noiseSuppression', { noiseSuppression: true }, closed)).toBe(true);
});

it('changes an open track, keeps its other constraints, and tells whether that worked', async () => {
  const track = fakeTrack('video');
  track.constraints = { width: { ideal: 1280 } };
  track.obeys = true;
  expect(await applyProcessing(track, 'backgroundBlur', true)).toBe(true);
  expect(track.constraints).toEqual({ width: { ideal: 1280 }, backgroundBlur: true });
  track.obeys = false;
  expect(await applyProcessing(track, 'backgroundBlur', false)).toBe(false);
  track.applyConstraints = () => Promise.reject(new Error('OverconstrainedError'));
  expect(await applyProcessing(track, 'backgroundBlur', false)).toBe(false);
});
