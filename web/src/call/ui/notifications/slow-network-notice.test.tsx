import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Way } from '../../engine/connection/slow-network';
import { fakeCall, people } from '../../testing/fake-call';
import { NotificationSettings } from './notification-settings';
import { SlowNetworkNotice } from './slow-network-notice';
import { slowNotices } from './slow-notices';

const onClose = vi.fn();

function show(way: Way, change: object) {
  const { call, connections, state } = fakeCall(people(2));
  state.update((before) => ({ ...before, own: { ...before.own, ...change } }));
  const own = { stopVideo: vi.fn(), stopScreen: vi.fn() };
  Object.assign(call, { own });
  render(
    <>
      <SlowNetworkNotice call={call} />
      <NotificationSettings onClose={onClose} />
    </>,
  );
  expect(notice()).toBeNull();
  act(() => {
    connections.slow.shown.set(way);
  });
  return own;
}

const notice = () => screen.queryByRole('status')?.textContent ?? null;
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

afterEach(() => {
  slowNotices.set(true);
});

it('says that the connection is slow, politely, with a button that helps', async () => {
  const own = show('up', { camera: 'on', screen: 'on' });
  expect(notice()).toBe(
    'Your connection is slow.The others see or hear you with gaps. Turning off your camera helps.Stop video',
  );
  await press('Stop video');
  expect(own.stopVideo).toHaveBeenCalledOnce();
  expect(own.stopScreen).not.toHaveBeenCalled();
  expect(notice()).toBeNull();
});

it('offers to stop the screen where the camera is off', async () => {
  const own = show('up', { screen: 'on' });
  await press('Stop sharing');
  expect(own.stopScreen).toHaveBeenCalledOnce();
});

it('says what else helps where no video is sent, and can be dismissed', async () => {
  show('up', {});
  expect(notice()).toContain('The others see or hear you with gaps. Pause downloads');
  await press('Dismiss');
  expect(notice()).toBeNull();
});

it('does not offer to stop what is sent where what is received is slow', () => {
  show('down', { camera: 'on', screen: 'on' });
  expect(notice()).toBe(
    'Your connection is slow.You see or hear the others with gaps. Pause downloads, move closer to the Wi-Fi router, or use a cable or another network.',
  );
});

it('can be turned off, which is remembered', async () => {
  show('down', {});
  await userEvent.click(screen.getByRole('switch', { name: 'Slow connection' }));
  expect(notice()).toBeNull();
  expect(localStorage.getItem('chattycat.notices.slow')).toBe('off');
});
