import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { fakeCall, people } from '../../testing/fake-call';
import { HostNotices } from './host-notices';

function show() {
  const { call, hostNotices } = fakeCall(people(2));
  const unmute = vi.fn(() => Promise.resolve());
  Object.assign(call, { own: { unmute } });
  render(<HostNotices call={call} />);
  return { notices: hostNotices, unmute };
}

const texts = () => screen.queryAllByRole('status').map(({ textContent }) => textContent);

it('says that the host muted, and unmutes', async () => {
  const { notices, unmute } = show();
  expect(texts()).toEqual([]);
  act(() => {
    notices.mutedBy(true);
  });
  expect(texts()).toEqual(['The host muted you.Nobody hears you until you unmute.Unmute']);
  await userEvent.click(screen.getByRole('button', { name: 'Unmute' }));
  expect(unmute).toHaveBeenCalledOnce();
  act(() => {
    notices.unmuted();
  });
  expect(texts()).toEqual([]);
});

it('says nothing to people who were muted already, and asks nobody whose microphone is on', () => {
  const { notices } = show();
  act(() => {
    notices.mutedBy(false);
    notices.askedToUnmute(true);
  });
  expect(texts()).toEqual([]);
});

it('asks to unmute, in place of what it said before, until that is dismissed', async () => {
  const { notices, unmute } = show();
  act(() => {
    notices.mutedBy(true);
    notices.askedToUnmute(false);
  });
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain('The host asks you to unmute.');
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(texts()[0]).toContain('The host muted you.');
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(texts()).toEqual([]);
  expect(unmute).not.toHaveBeenCalled();
});

it('says that the host stopped the screen share, until the person shares again', () => {
  const { notices } = show();
  act(() => {
    notices.shareStopped();
  });
  expect(texts()).toEqual(['The host stopped your screen share.']);
  act(() => {
    notices.shared();
  });
  expect(texts()).toEqual([]);
});

it('says that the person became a co-host, and that this ended', async () => {
  const { notices } = show();
  act(() => {
    notices.becameCoHost(true);
  });
  expect(texts()[0]).toContain('You are a co-host now.');
  act(() => {
    notices.becameCoHost(false);
  });
  expect(texts()).toEqual(['You are no longer a co-host.']);
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(texts()).toEqual([]);
});
