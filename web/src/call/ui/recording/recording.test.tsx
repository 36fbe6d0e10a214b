import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ann, nobody, refusal, renderInPage, serve, type Answers } from '../../../testing/server';
import type { Call } from '../../engine/call';
import type { Participant, RecordingState } from '../../engine/protocol';
import { RecordingConsent } from '../../engine/recording-consent';
import { Store } from '../../engine/store';
import { participant } from '../../testing/participant';
import { goingOn } from '../../testing/recording';
import { RecordingMark } from './recording-mark';
import { RecordingNotice } from './recording-notice';
import { StartRecordingDialog } from './start-recording-dialog';

function fake(change: Partial<Participant> = {}) {
  const request = vi.fn(() => Promise.resolve());
  const recording = new RecordingConsent(request);
  const state = new Store({ room: [participant({ you: true, ...change })] });
  const call = { state, recording } as unknown as Call;
  const set = (next: RecordingState) => {
    act(() => {
      recording.set(next);
    });
  };
  const answered = (recordingConsent: boolean) => {
    act(() => {
      state.set({ room: [participant({ you: true, ...change, recordingConsent })] });
    });
  };
  return { call, set, answered, request };
}

const agreed = (agrees: boolean) => ({ type: 'recordingConsent', recordingId: 'r1', agrees });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the notice', () => {
  function show(session: object, answers: Answers = {}) {
    serve({ 'GET /api/session': session, ...answers });
    const one = fake();
    renderInPage(<RecordingNotice call={one.call} meetingId="m1" />);
    return one;
  }

  it.each([
    ['Record me', true],
    ['Do not record me', false],
  ])('asks until the person has pressed %s', async (label, agrees) => {
    const { set, answered, request } = show(nobody);
    expect(screen.queryByRole('button')).toBeNull();
    set(goingOn);
    expect(screen.getByText(/^Ada records this meeting/)).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: label }));
    expect(request).toHaveBeenCalledExactlyOnceWith(agreed(agrees));
    answered(agrees);
    expect(screen.queryByText(/records this meeting/)).toBeNull();
  });

  it('tells why the recording ended, and people with an account where it is', async () => {
    const { set } = show(ann);
    set(goingOn);
    set({ ...goingOn, active: false, end: 'DISK_FULL' });
    expect(screen.getByText(/the server has no more room for it/)).toBeTruthy();
    expect((await screen.findByRole('link', { name: 'history' })).getAttribute('href')).toBe(
      '/m/m1/history',
    );
    await userEvent.setup().click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/The recording has ended/)).toBeNull();
  });

  it('shows guests no link', () => {
    const { set } = show(nobody);
    set(goingOn);
    set({ ...goingOn, active: false, end: 'HOST' });
    expect(screen.getByText('The recording has ended.')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('the mark', () => {
  function show(change: Partial<Participant>, answers: Answers = {}) {
    const sent = serve({ 'GET /api/session': nobody, ...answers });
    const one = fake(change);
    renderInPage(<RecordingMark call={one.call} meetingId="m1" />);
    return { ...one, sent };
  }

  it('lets people change their minds, and only hosts stop the recording', async () => {
    const { set, request } = show({ recordingConsent: true });
    expect(screen.queryByText('REC')).toBeNull();
    set(goingOn);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Recording: You are recorded.' }));
    expect(screen.queryByRole('button', { name: 'Stop recording' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Do not record me' }));
    expect(request).toHaveBeenCalledExactlyOnceWith(agreed(false));
  });

  it('lets a host stop the recording, and says why it cannot', async () => {
    const { set, sent } = show(
      { host: true },
      { StopRecording: refusal('LIMIT_REACHED', 'Too often.') },
    );
    set(goingOn);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Recording: You are not recorded.' }));
    await user.click(screen.getByRole('button', { name: 'Stop recording' }));
    expect(sent).toContainEqual({ name: 'StopRecording', body: { meetingId: 'm1' } });
    expect(await screen.findByText('Too often.')).toBeTruthy();
  });
});

describe('the dialog', () => {
  it('starts the recording, and agrees to it for the host', async () => {
    const started = { startRecording: { __typename: 'Meeting', id: 'm1' } };
    let refused = true;
    serve({
      'GET /api/session': ann,
      StartRecording: () => (refused ? refusal('LIMIT_REACHED', 'No room.') : started),
    });
    const { call, set, request } = fake({ host: true });
    const onClose = vi.fn();
    renderInPage(<StartRecordingDialog call={call} meetingId="m1" onClose={onClose} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Start recording' }));
    expect(await screen.findByText('No room.')).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
    refused = false;
    await user.click(screen.getByRole('button', { name: 'Start recording' }));
    await vi.waitFor(() => {
      expect(onClose).toHaveBeenCalled();
    });
    set(goingOn);
    expect(request).toHaveBeenCalledExactlyOnceWith(agreed(true));
  });
});
