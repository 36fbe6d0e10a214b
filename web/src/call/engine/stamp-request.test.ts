import { beforeEach, expect, it, vi } from 'vitest';
import { StampRequest } from './stamp-request';

const start = vi.fn();
const stop = vi.fn();

beforeEach(() => {
  localStorage.clear();
  start.mockReset();
  stop.mockReset();
});

const inMeeting = (meetingId: string) => new StampRequest({ meetingId, start, stop });

it('starts nothing before the person accepts', () => {
  const request = inMeeting('m1');
  request.set(true);
  expect(request.state.get()).toEqual({ active: true, answer: 'none' });
  expect(start).not.toHaveBeenCalled();
  request.accept();
  expect(start).toHaveBeenCalledOnce();
  // The server repeats it after a reconnection.
  request.set(true);
  expect(request.state.get()).toEqual({ active: true, answer: 'accepted' });
});

it('ends with the host’s request what the person accepted, and asks anew the next time', () => {
  const request = inMeeting('m1');
  request.set(true);
  request.accept();
  request.set(false);
  expect(stop).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('withdrew'));
  request.set(true);
  expect(request.state.get()).toEqual({ active: true, answer: 'none' });
});

it('leaves a stamp alone that the person switched on', () => {
  const request = inMeeting('m1');
  request.set(true);
  request.set(false);
  expect(stop).not.toHaveBeenCalled();
});

it('remembers for the meeting that the person declined', () => {
  const request = inMeeting('m1');
  request.set(true);
  request.decline();
  request.set(false);
  request.set(true);
  expect(request.state.get().answer).toBe('declined');
  const reloaded = inMeeting('m1');
  reloaded.set(true);
  expect(reloaded.state.get()).toEqual({ active: true, answer: 'declined' });
  expect(inMeeting('m2').state.get().answer).toBe('none');
});

it('remembers the newest meetings only, and survives what others stored', () => {
  localStorage.setItem('chattycat.stamp.declined', '{"not": "a list"}');
  for (let i = 0; i < 60; i++) inMeeting(`m${i}`).decline();
  expect(inMeeting('m0').state.get().answer).toBe('none');
  expect(inMeeting('m59').state.get().answer).toBe('declined');
  localStorage.setItem('chattycat.stamp.declined', 'nonsense');
  expect(inMeeting('m59').state.get().answer).toBe('none');
});
