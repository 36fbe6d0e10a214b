import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Menu } from '../../ui/menu';
import type { Call } from '../engine/call';
import { fakeTrack } from '../testing/fakes';
import { fakeCall, people } from '../testing/fake-call';
import { FlipCamera } from './flip-camera';
import { Tile } from './tile';

vi.mock('./video', () => ({
  Video: ({ mirrored = false }) => (
    <span data-testid="picture">{mirrored ? 'mirrored' : 'as it is'}</span>
  ),
}));

const enumerateDevices = vi.fn();

afterEach(() => {
  enumerateDevices.mockReset();
  vi.unstubAllGlobals();
});

interface Device {
  touch?: boolean;
  cameras?: number;
  camera?: 'on' | 'off';
}

/** Opens the menu of a person with this device. */
async function openMenu({ touch = true, cameras = 2, camera = 'on' }: Device) {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query === '(pointer: coarse)' && touch,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  enumerateDevices.mockResolvedValue(
    Array.from({ length: cameras }, () => ({ kind: 'videoinput' })),
  );
  const nothing = () => undefined;
  vi.stubGlobal('navigator', {
    mediaDevices: { enumerateDevices, addEventListener: nothing, removeEventListener: nothing },
  });
  const { call, state } = fakeCall(people(2));
  state.update((before) => ({ ...before, own: { ...before.own, camera } }));
  const flipCamera = vi.fn(() => Promise.resolve());
  render(
    <Menu trigger={<button type="button">More</button>}>
      <FlipCamera call={Object.assign(call, { own: { flipCamera } }) as unknown as Call} />
      <hr />
    </Menu>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'More' }));
  await screen.findByRole('menu');
  return flipCamera;
}

it('flips the camera of a phone', async () => {
  const flipCamera = await openMenu({});
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Flip camera' }));
  expect(flipCamera).toHaveBeenCalledOnce();
});

it.each<[string, Device]>([
  ['without a touch screen', { touch: false }],
  ['with one camera', { cameras: 1 }],
  ['whose camera is off', { camera: 'off' }],
])('is not offered on a device %s', async (_, device) => {
  await openMenu(device);
  await vi.waitFor(() => {
    expect(enumerateDevices).toHaveBeenCalled();
  });
  expect(screen.queryByRole('menuitem', { name: 'Flip camera' })).toBeNull();
});

it.each([
  ['user', 'mirrored'],
  ['environment', 'as it is'],
])('shows the own camera that faces the %s %s', (facingMode, shown) => {
  const [you] = people(1);
  if (you === undefined) throw new Error('one person');
  const { call, state } = fakeCall([you]);
  const cameraTrack = Object.assign(fakeTrack('video'), { getSettings: () => ({ facingMode }) });
  vi.stubGlobal('MediaStream', vi.fn());
  state.update((before) => ({ ...before, own: { ...before.own, camera: 'on', cameraTrack } }));
  render(
    <Tile
      id="t"
      call={call}
      participant={you}
      publication={you.publications[0]}
      size={{ width: 320, height: 180 }}
      large={false}
      onPin={vi.fn()}
      onStatistics={vi.fn()}
    />,
  );
  expect(screen.getByTestId('picture').textContent).toBe(shown);
});
