import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve, type Answers } from '../../../testing/server';
import { fakeCall } from '../../testing/fake-call';
import { SoundOutput } from '../sound';
import { playTones } from '../tones';
import { KnockNotice } from './knock-notice';
import { knockSounds, useKnockSound } from './use-knock-sound';

vi.mock('../tones', () => ({ playTones: vi.fn(() => Promise.resolve()) }));

const gus = { id: 'k1', displayName: 'Gus', guest: true, knockedAt: '2026-03-01T09:00:00Z' };
const eve = { id: 'k2', displayName: 'Eve', guest: false, knockedAt: '2026-03-01T09:01:00Z' };
const answered = { AnswerKnocks: { answerKnocks: { __typename: 'Meeting', id: 'm1' } } };

function show(answers: Answers = answered) {
  const sent = serve({ 'GET /api/session': ann, ...answers });
  const { call } = fakeCall([]);
  renderInPage(<KnockNotice call={call} meetingId="m1" />);
  return { call, sent, user: userEvent.setup() };
}

afterEach(() => {
  knockSounds.set(true);
  vi.mocked(playTones).mockClear();
  vi.unstubAllGlobals();
});

it('says who waits, and lets one person in or denies one', async () => {
  const { call, sent, user } = show();
  expect(screen.queryByRole('status')).toBeNull();
  act(() => {
    call.knocks.set([gus]);
  });
  expect(screen.getByRole('status').textContent).toBe('Gus wants to join.');
  expect(screen.getByText(/nobody has verified this name/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Let all in' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Let in Gus' }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({ meetingId: 'm1', knockId: 'k1', admitted: true });
  });
  await user.click(screen.getByRole('button', { name: 'Deny Gus' }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({ meetingId: 'm1', knockId: 'k1', admitted: false });
  });
});

it('answers several people at once', async () => {
  const { call, sent, user } = show();
  act(() => {
    call.knocks.set([gus, eve]);
  });
  expect(screen.getByRole('status').textContent).toBe('2 people want to join.');
  await user.click(screen.getByRole('button', { name: 'Deny Eve' }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({ meetingId: 'm1', knockId: 'k2', admitted: false });
  });
  await user.click(screen.getByRole('button', { name: 'Let all in' }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({ meetingId: 'm1', admitted: true });
  });
});

it('says why an answer did not count', async () => {
  const { call, user } = show({
    AnswerKnocks: refusal('NOT_FOUND', 'This person no longer waits.'),
  });
  act(() => {
    call.knocks.set([gus]);
  });
  await user.click(screen.getByRole('button', { name: 'Let in Gus' }));
  expect((await screen.findByRole('alert')).textContent).toBe('This person no longer waits.');
});

function Sounding({
  call,
  output,
}: {
  call: ReturnType<typeof fakeCall>['call'];
  output: SoundOutput;
}) {
  useKnockSound(call, output);
  return null;
}

it('sounds once for each person who begins to wait, on the chosen speaker, unless turned off', () => {
  const { call } = fakeCall([]);
  const output = new SoundOutput();
  output.choose('speaker-1');
  render(<Sounding call={call} output={output} />);
  const wait = (...knocks: (typeof gus)[]) => {
    act(() => {
      call.knocks.set(knocks);
    });
  };
  expect(playTones).not.toHaveBeenCalled();
  wait(gus);
  expect(playTones).toHaveBeenCalledExactlyOnceWith('speaker-1');
  wait(gus, eve);
  expect(playTones).toHaveBeenCalledTimes(2);
  // As after a reconnection, when the server tells it again.
  wait();
  wait(gus);
  expect(playTones).toHaveBeenCalledTimes(2);
  knockSounds.set(false);
  wait(gus, { ...eve, id: 'k3' });
  expect(playTones).toHaveBeenCalledTimes(2);
});
