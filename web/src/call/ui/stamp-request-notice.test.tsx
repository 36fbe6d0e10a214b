import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Call } from '../engine/call';
import { StampRequest } from '../engine/stamp-request';
import { Store } from '../engine/store';
import { participant } from '../testing/participant';
import { StampRequestNotice } from './stamp-request-notice';

function show(host = false) {
  const start = vi.fn();
  const stampRequest = new StampRequest({ meetingId: 'm1', start, stop: vi.fn() });
  const stamp = { state: new Store({ phase: 'off' }) };
  const state = new Store({ room: [participant({ you: true, host })] });
  render(<StampRequestNotice call={{ state, stampRequest, stamp } as unknown as Call} />);
  const request = (active: boolean) => {
    act(() => {
      stampRequest.set(active);
    });
  };
  return { request, start, stamp };
}

const question = () => screen.queryByText(/The host asks everybody/);

afterEach(() => {
  localStorage.clear();
});

it('starts the stamp when the person accepts', async () => {
  const { request, start } = show();
  expect(question()).toBeNull();
  request(true);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Switch it on' }));
  expect(start).toHaveBeenCalledOnce();
  expect(question()).toBeNull();
});

it('asks a person who declined no more', async () => {
  const { request, start } = show();
  request(true);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Decline' }));
  request(false);
  request(true);
  expect(question()).toBeNull();
  expect(start).not.toHaveBeenCalled();
});

it('disappears with the request, and is not shown to people whose stamp is on', () => {
  const { request, stamp } = show();
  request(true);
  expect(question()).toBeTruthy();
  act(() => {
    stamp.state.set({ phase: 'on' });
  });
  expect(question()).toBeNull();
  act(() => {
    stamp.state.set({ phase: 'off' });
  });
  request(false);
  expect(question()).toBeNull();
});

it('does not ask a host', () => {
  const { request } = show(true);
  request(true);
  expect(question()).toBeNull();
});
