import { expect, it } from 'vitest';
import type { Mark } from './marks';
import { timelineAsCsv } from './timeline-file';

it('writes a line for each event, and no formula of a name', () => {
  const at = Date.parse('2026-03-01T09:30:00.5Z');
  const marks: Mark[] = [
    { key: 'a', kind: 'people', at, until: null, text: '=HYPERLINK("x") joined' },
    { key: 'b', kind: 'note', at, until: at + 1000, text: 'One, two', author: 'Ben' },
    { key: 'c', kind: 'server', at, until: Infinity, text: 'Away' },
  ];
  expect(timelineAsCsv(marks).split('\r\n')).toEqual([
    'at,until,kind,event,author',
    '2026-03-01T09:30:00.500Z,,people,"\'=HYPERLINK(""x"") joined",',
    '2026-03-01T09:30:00.500Z,2026-03-01T09:30:01.500Z,note,"One, two",Ben',
    '2026-03-01T09:30:00.500Z,,server,Away,',
    '',
  ]);
});
