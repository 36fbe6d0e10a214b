import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { fakeCall, people } from '../../testing/fake-call';
import { MutedByHostNotice } from './muted-by-host-notice';

function show() {
  const { call, state } = fakeCall(people(2));
  const unmute = vi.fn(() => Promise.resolve());
  Object.assign(call, { own: { unmute } });
  render(<MutedByHostNotice call={call} />);
  const mutedAt = (mutedByHostAt: string | null) => {
    act(() => {
      state.update((before) => ({ ...before, own: { ...before.own, mutedByHostAt } }));
    });
  };
  return { mutedAt, unmute };
}

it('says that the host muted, and unmutes', async () => {
  const { mutedAt, unmute } = show();
  expect(screen.queryByRole('status')).toBeNull();
  mutedAt('2026-03-01T09:00:00Z');
  expect(screen.getByRole('status').textContent).toContain('The host muted you.');
  await userEvent.click(screen.getByRole('button', { name: 'Unmute' }));
  expect(unmute).toHaveBeenCalledOnce();
  mutedAt(null);
  expect(screen.queryByRole('status')).toBeNull();
});

it('comes back after a dismissal only when the host mutes again', async () => {
  const { mutedAt } = show();
  mutedAt('2026-03-01T09:00:00Z');
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('status')).toBeNull();
  mutedAt('2026-03-01T09:00:05Z');
  expect(screen.getByRole('status')).toBeTruthy();
});
