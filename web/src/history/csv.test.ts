import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';
import { sample } from './sample-fixture';

describe('toCsv', () => {
  it('has a header even where there is nothing', () => {
    expect(toCsv([], String)).toMatch(/^id,participant_id,.*validity\r\n$/);
  });

  it('writes one line a sample', () => {
    expect(toCsv([sample()], () => 'Ann').split('\r\n')[1]).toBe(
      '1,p1,Ann,c1,2026-03-01T09:30:00.123456Z,2026-03-01T09:30:00.000Z,123.456,90,130,120,100,125,12.5,GOPRO,,1,ZONED,VALID',
    );
  });

  it.each([
    ['Ann, the "first"', '"Ann, the ""first"""'],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['two\nlines', '"two\nlines"'],
  ])('writes the name %j safely', (name, written) => {
    expect(toCsv([sample()], () => name)).toContain(`,p1,${written},c1,`);
  });
});
