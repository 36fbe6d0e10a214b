import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeTrack } from '../testing/fakes';
import { DeviceFields } from './device-fields';

beforeEach(() => {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: Object.assign(new EventTarget(), {
      enumerateDevices: () => Promise.resolve([]),
      getSupportedConstraints: () => ({ noiseSuppression: true, backgroundBlur: true }),
    }),
  });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

const show = (video: MediaStreamTrack | null = null) => {
  const onProcess = vi.fn();
  const view = render(
    <DeviceFields tracks={{ audio: null, video }} onChoose={vi.fn()} onProcess={onProcess} />,
  );
  return { onProcess, ...view };
};

it('turns on and off what the browser can do with sound and video, and nothing else', async () => {
  const camera = fakeTrack('video');
  camera.capabilities = { backgroundBlur: [false, true] };
  const { onProcess } = show(camera);
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
  show();
  expect(screen.getByRole('switch', { name: 'Noise suppression' })).toBeTruthy();
  expect(screen.queryByRole('switch', { name: 'Blur my background' })).toBeNull();
});
