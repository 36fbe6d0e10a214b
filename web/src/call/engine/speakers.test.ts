import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Speakers } from './speakers';
import type { Verdicts } from './stats-poller';
import { Store } from './store';

let verdicts: Store<Verdicts>;
let speakers: Speakers;

beforeEach(() => {
  vi.useFakeTimers();
  verdicts = new Store<Verdicts>(new Map());
  speakers = new Speakers(verdicts, (id) => id === 'own');
  speakers.open();
});

afterEach(() => {
  speakers.close();
  vi.useRealTimers();
});

function speaking(...ids: string[]) {
  verdicts.set(
    new Map(
      ['own', 'a', 'b', 'c'].map((id) => [id, { speaking: ids.includes(id), frozen: false }]),
    ),
  );
}

it('makes somebody the active speaker who speaks for a moment', () => {
  speaking('a');
  vi.advanceTimersByTime(700);
  expect(speakers.recent.get()).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(speakers.recent.get()).toEqual(['a']);
});

it('ignores a cough, and the own voice', () => {
  speaking('a', 'own');
  vi.advanceTimersByTime(400);
  speaking('own');
  vi.advanceTimersByTime(5000);
  expect(speakers.recent.get()).toEqual([]);
});

it('keeps the active speaker while they speak, and after that until somebody else does', () => {
  speaking('a');
  vi.advanceTimersByTime(1000);
  speaking('a', 'b');
  vi.advanceTimersByTime(5000);
  expect(speakers.recent.get()).toEqual(['a']);
  speaking();
  expect(speakers.recent.get()).toEqual(['a']);
  speaking('b');
  vi.advanceTimersByTime(1000);
  expect(speakers.recent.get()).toEqual(['b', 'a']);
});

it('hands over at once to somebody who has been speaking meanwhile', () => {
  speaking('a');
  vi.advanceTimersByTime(1000);
  speaking('a', 'b');
  vi.advanceTimersByTime(1000);
  speaking('b');
  expect(speakers.recent.get()).toEqual(['b', 'a']);
});

it('forgets who is gone', () => {
  speaking('a');
  vi.advanceTimersByTime(1000);
  verdicts.set(new Map([['b', { speaking: false, frozen: false }]]));
  expect(speakers.recent.get()).toEqual([]);
});
