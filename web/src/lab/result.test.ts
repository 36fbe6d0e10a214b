import { describe, expect, it } from 'vitest';
import { toCsv } from './export';
import { resultLines } from './fixture';
import { clockFigures, parseResult } from './result';

describe('parseResult', () => {
  const result = parseResult(resultLines);

  it('counts frames and clocks', () => {
    expect(result.frames).toBe(3);
    expect(result.clockFrames).toBe(2);
    expect(result.damagedFrames).toBe(3);
    expect([result.width, result.height, result.seconds]).toEqual([1280, 720, 0.067]);
    expect(result.codes).toHaveLength(4);
    expect(result.pairs.map(({ differenceMs }) => differenceMs)).toEqual([400, 420]);
    expect(result.pairSummaries[0]?.medianMs).toBe(410);
  });

  it('describes each clock by its place', () => {
    expect(clockFigures(result)).toEqual([
      {
        place: 1,
        id: '00001',
        frames: 2,
        rate: 2 / 3,
        texts: 2,
        first: 'oT260301120000.500oTD0oTZ0oTI00001',
        last: 'oT260301120000.600oTD0oTZ0oTI00001',
      },
      expect.objectContaining({ place: 2, frames: 2 }),
    ]);
  });

  it('ignores lines that it does not know and fields of other types', () => {
    const lines = ['not json', '[1]', '7', '{"x":1}', '{"frame":"a","codes":[7,{"text":5}]}'];
    const odd = parseResult(lines.join('\n'));
    expect(odd.frames).toBe(1);
    expect(odd.codes.map(({ text }) => text)).toEqual(['', '']);
  });

  it('leaves codes that are no clocks out of the clocks', () => {
    const line = '{"frame":0,"codes":[{"place":1,"text":"hello","reason":"NOT_A_CLOCK"}]}';
    const other = parseResult(line);
    expect(clockFigures(other)).toEqual([]);
    expect(other.clockFrames).toBe(0);
  });

  it('becomes CSV that a spreadsheet does not evaluate', () => {
    const csv = toCsv(parseResult('{"frame":0,"codes":[{"place":1,"text":"=1+1","reason":"X"}]}'));
    expect(csv.split('\r\n')[1]).toBe("code,0,,1,'=1+1,,,X,,,,,");
    const lines = toCsv(result).split('\r\n');
    expect(lines[1]).toBe('pair,0,0,1,a,,,,2,b,400,270,530');
    expect(lines).toHaveLength(1 + 2 + 4 + 1);
  });
});
