import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeTrack } from '../testing/fakes';
import { MutedTalk } from './muted-talk';

let level = 0;
let closed = false;
const copy = fakeTrack('audio');
const onTalk = vi.fn();

function listen() {
  const track = Object.assign(fakeTrack('audio'), { enabled: false, clone: () => copy });
  return new MutedTalk(track, onTalk, (measured) => {
    expect(measured).toBe(copy);
    expect(measured.enabled).toBe(true);
    return {
      read: () => level,
      close: () => {
        closed = true;
      },
    };
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  onTalk.mockClear();
  level = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells of half a second of speech, even with pauses between words', () => {
  const talk = listen();
  for (let word = 0; word < 5; word++) {
    expect(onTalk).not.toHaveBeenCalled();
    level = 0.1;
    vi.advanceTimersByTime(100);
    level = 0;
    vi.advanceTimersByTime(200);
  }
  expect(onTalk).toHaveBeenCalledOnce();
  talk.close();
});

it('ignores a quiet room, and single loud sounds', () => {
  const talk = listen();
  level = 0.01;
  vi.advanceTimersByTime(10_000);
  for (let knock = 0; knock < 5; knock++) {
    level = 0.5;
    vi.advanceTimersByTime(200);
    level = 0;
    vi.advanceTimersByTime(2000);
  }
  expect(onTalk).not.toHaveBeenCalled();
  talk.close();
});

it('releases the microphone', () => {
  listen().close();
  level = 1;
  vi.advanceTimersByTime(5000);
  expect(onTalk).not.toHaveBeenCalled();
  expect(closed).toBe(true);
  expect(copy.readyState).toBe('ended');
});
