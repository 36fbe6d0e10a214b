import { expect, it, vi } from 'vitest';
import { goingOn } from '../testing/recording';
import type { RecordingState } from './protocol';
import { noRecording, RecordingConsent } from './recording-consent';
import { SignallingError } from './signalling-error';

const over: RecordingState = { ...goingOn, active: false, end: 'TIME_LIMIT' };

function consent(request = vi.fn(() => Promise.resolve())) {
  const recording = new RecordingConsent(request);
  recording.set(noRecording);
  return { recording, request };
}

it('answers to the recording that goes on, and only while it does', async () => {
  const { recording, request } = consent();
  await recording.answer(true);
  expect(request).not.toHaveBeenCalled();
  recording.set(goingOn);
  await recording.answer(false);
  expect(request).toHaveBeenCalledExactlyOnceWith({
    type: 'recordingConsent',
    recordingId: 'r1',
    agrees: false,
  });
});

it('agrees for whoever starts the recording, whichever comes first', () => {
  const later = consent();
  later.recording.startedHere();
  expect(later.request).not.toHaveBeenCalled();
  later.recording.set(goingOn);
  expect(later.request).toHaveBeenCalledOnce();
  later.recording.set({ ...goingOn, id: 'r2' });
  expect(later.request).toHaveBeenCalledOnce();

  const earlier = consent();
  earlier.recording.set(goingOn);
  earlier.recording.startedHere();
  expect(earlier.request).toHaveBeenCalledOnce();
});

it('tells of an end that this page saw, until the next recording', () => {
  const { recording } = consent();
  recording.set(over);
  expect(recording.state.get().seenEnd).toBeNull();
  recording.set(goingOn);
  recording.set(over);
  expect(recording.state.get().seenEnd).toBe('TIME_LIMIT');
  recording.dismissEnd();
  expect(recording.state.get().seenEnd).toBeNull();
  recording.set({ ...goingOn, id: 'r2' });
  recording.set({ ...over, id: 'r2', end: 'HOST' });
  recording.set({ ...goingOn, id: 'r3' });
  expect(recording.state.get().seenEnd).toBeNull();
});

it('says why an answer did not arrive, while the recording goes on', async () => {
  const refused = vi.fn(() => Promise.reject(new SignallingError('LIMIT_REACHED', 'Too often.')));
  const { recording } = consent(refused);
  recording.set(goingOn);
  await recording.answer(true);
  expect(recording.state.get()).toMatchObject({ sending: false, problem: 'Too often.' });

  const late = recording.answer(true);
  recording.set(over);
  await late;
  expect(recording.state.get()).toMatchObject({ sending: false, problem: null });
});
