import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeTrack } from '../testing/fakes';
import { DeviceFields } from './device-fields';

let devices: object[];
const camera = (deviceId: string) => ({
  kind: 'videoinput',
  deviceId,
  label: `Camera ${deviceId}`,
});

beforeEach(() => {
  devices = [camera('a'), camera('b')];
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: Object.assign(new EventTarget(), {
      enumerateDevices: () => Promise.resolve(devices),
      getSupportedConstraints: () => ({ noiseSuppression: true, backgroundBlur: true }),
    }),
  });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

const onChoose = vi.fn();
const onProcess = vi.fn();
const fields = (video: MediaStreamTrack | null) => (
  <DeviceFields tracks={{ audio: null, video }} onChoose={onChoose} onProcess={onProcess} />
);

/** A camera that is open. */
function opened(deviceId: string) {
  const track = fakeTrack('video');
  track.settings = { deviceId };
  return track;
}

it('turns on and off what the browser can do with sound and video, and nothing else', async () => {
  const track = fakeTrack('video');
  track.capabilities = { backgroundBlur: [false, true] };
  render(fields(track));
  expect(screen.queryByRole('switch', { name: 'Echo cancellation' })).toBeNull();
  const noise = screen.getByRole('switch', { name: 'Noise suppression' });
  expect(noise.getAttribute('aria-checked')).toBe('true');
  await userEvent.click(noise);
  expect(noise.getAttribute('aria-checked')).toBe('false');
  await userEvent.click(screen.getByRole('switch', { name: 'Blur my background' }));
  expect(onProcess.mock.calls).toEqual([
    ['noiseSuppression', false],
    ['backgroundBlur', true],
  ]);
});

it('offers no blur without a camera that can do it', () => {
  render(fields(null));
  expect(screen.getByRole('switch', { name: 'Noise suppression' })).toBeTruthy();
  expect(screen.queryByRole('switch', { name: 'Blur my background' })).toBeNull();
});

const chosen = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Camera' }).value;
const offered = (name: string) => screen.findByRole('option', { name });

it('offers a device that is connected later, without a reload', async () => {
  render(fields(null));
  await offered('Camera b');
  expect(screen.queryByRole('option', { name: 'Camera c' })).toBeNull();
  devices = [...devices, camera('c')];
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  expect(await offered('Camera c')).toBeTruthy();
});

it('shows the device that is open, and a new choice at once', async () => {
  const track = opened('b');
  const { rerender } = render(fields(track));
  await offered('Camera b');
  expect(chosen()).toBe('b');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Camera' }), 'Camera a');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('camera', 'a');
  expect(chosen()).toBe('a');
  // It was unplugged; the browser gave the other one.
  rerender(fields(opened('b')));
  expect(chosen()).toBe('b');
});
