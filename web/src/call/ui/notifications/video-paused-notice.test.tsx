import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeCall, people } from '../../testing/fake-call';
import { SlowNetworkNotice } from './slow-network-notice';
import { VideoPausedNotice } from './video-paused-notice';

function show() {
  const { call, connections } = fakeCall(people(2));
  render(
    <>
      <VideoPausedNotice call={call} />
      <SlowNetworkNotice call={call} />
    </>,
  );
  expect(screen.queryByRole('status')).toBeNull();
  return connections;
}

it.each([
  ['up', 'Your video is paused.', 'Send video'],
  ['down', 'The video of the others is paused.', 'Show video'],
] as const)(
  'says that video is paused (%s), until somebody asks for it',
  async (way, title, label) => {
    const { soundFirst } = show();
    act(() => {
      soundFirst.paused.update((paused) => ({ ...paused, [way]: true }));
    });
    expect(screen.getByRole('status').textContent).toBe(
      `${title}Your connection is slow, and sound comes first. The page tries again by itself.${label}`,
    );
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(screen.queryByRole('status')).toBeNull();
  },
);

it('takes the place of the notice that the connection is slow', () => {
  const { soundFirst, slow } = show();
  act(() => {
    soundFirst.paused.set({ up: true, down: false });
    slow.shown.set('up');
  });
  expect(screen.getAllByRole('status')).toHaveLength(1);
  act(() => {
    slow.shown.set('down');
  });
  expect(screen.getAllByRole('status')).toHaveLength(2);
});
