import { describe, expect, it } from 'vitest';
import { LatencyBoard, recentMs, staleMs, visibleClocks, withPlusMinus } from './latency';
import type { Measurement } from './measurement';

function measured(publicationId: string, latencyMs: number): Measurement {
  return {
    participantId: 'p',
    publicationId,
    sampleId: String(latencyMs),
    arrivedAt: '2026-03-01T09:30:00Z',
    latencyMs,
    lowerMs: latencyMs - 40,
    upperMs: latencyMs + 10,
    estimateMs: latencyMs - 5,
    estimateLowerMs: latencyMs - 30,
    estimateUpperMs: latencyMs,
    plusMinusMs: 12,
    source: 'GOPRO',
    zone: 'ZONED',
    clockId: null,
    clockNumber: 1,
    validity: 'VALID',
  };
}

describe('LatencyBoard', () => {
  it('keeps publications apart', () => {
    const board = new LatencyBoard();
    board.add([measured('a', 200), measured('b', 700), measured('a', 210)], 0);
    expect(board.current('a', 0)?.latencyMs).toBe(210);
    expect(board.current('b', 0)?.latencyMs).toBe(700);
    expect(board.current('c', 0)).toBeNull();
  });

  it('has no current value two seconds after the last one', () => {
    const board = new LatencyBoard();
    board.add([measured('a', 200)], 0);
    expect(board.current('a', staleMs - 1)).not.toBeNull();
    expect(board.current('a', staleMs)).toBeNull();
  });

  it('remembers a minute', () => {
    const board = new LatencyBoard();
    board.add([measured('a', 1)], 0);
    board.add([measured('a', 2)], recentMs - 1);
    board.add([measured('a', 3)], recentMs);
    expect(
      board
        .of('a')
        .get()
        .map(({ latencyMs }) => latencyMs),
    ).toEqual([2, 3]);
  });

  it('remembers no more than a thousand values', () => {
    const board = new LatencyBoard();
    board.add(
      Array.from({ length: 1500 }, (_, index) => measured('a', index)),
      0,
    );
    expect(board.of('a').get()).toHaveLength(1000);
    expect(board.current('a', 0)?.latencyMs).toBe(1499);
  });

  it('drops the values of publications that ended', () => {
    const board = new LatencyBoard();
    board.add([measured('a', 200), measured('b', 300)], 0);
    board.keep(new Set(['b']));
    expect(board.current('a', 0)).toBeNull();
    expect(board.current('b', 0)).not.toBeNull();
  });
});

describe('visibleClocks', () => {
  const at = (receivedAt: number, clockId: string | null) => ({
    ...measured('a', receivedAt),
    clockId,
    receivedAt,
  });

  it('keeps the clock first that has been visible for longest', () => {
    const recent = [at(0, '1'), at(10, '2'), at(20, '1'), at(30, '2')];
    expect(visibleClocks(recent, 100).map((one) => [one.clockId, one.receivedAt])).toEqual([
      ['1', 20],
      ['2', 30],
    ]);
  });

  it('drops a clock after two seconds, and puts it last when it comes back', () => {
    const recent = [at(0, '1'), at(100, '2'), at(2050, '2')];
    expect(visibleClocks(recent, 2060).map((one) => one.clockId)).toEqual(['2']);
    expect(visibleClocks([...recent, at(2100, '1')], 2110).map((one) => one.clockId)).toEqual([
      '2',
      '1',
    ]);
  });
});

it('writes an estimate with its 95 % interval', () => {
  expect(withPlusMinus({ ...measured('a', 436.2), plusMinusMs: 16.1 })).toBe('431 ± 17 ms');
  expect(withPlusMinus({ ...measured('a', 436.2), plusMinusMs: null })).toBe('431 ms');
});
