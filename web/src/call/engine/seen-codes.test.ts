import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SeenCode } from './protocol';
import { SeenBoard } from './seen-codes';

const found: SeenCode = { state: 'FOUND', corners: [0, 0, 1, 0, 1, 1, 0, 1], clockId: '04711' };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('keeps what the worker sees until it sees nothing', () => {
  const board = new SeenBoard();
  board.set('p', [found]);
  expect(board.of('p').get()).toEqual([found]);
  expect(board.of('other').get()).toEqual([]);
  board.set('p', []);
  expect(board.of('p').get()).toEqual([]);
});

it('drops codes without news', () => {
  const board = new SeenBoard();
  board.set('p', [found]);
  vi.advanceTimersByTime(1500);
  board.set('p', [found]);
  vi.advanceTimersByTime(1500);
  expect(board.of('p').get()).toHaveLength(1);
  vi.advanceTimersByTime(600);
  expect(board.of('p').get()).toEqual([]);
});

it('drops the codes of publications that have ended', () => {
  const board = new SeenBoard();
  board.set('p', [found]);
  const store = board.of('p');
  board.keep(new Set(['q']));
  expect(store.get()).toEqual([]);
  expect(board.of('p')).not.toBe(store);
});
