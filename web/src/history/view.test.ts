import { expect, it } from 'vitest';
import { readView, spanOf, wholeMeeting, writeView, zoomedTo, type View } from './view';

const start = Date.parse('2026-03-01T09:00:00Z');
const end = Date.parse('2026-03-01T11:00:00Z');

it.each<View>([
  wholeMeeting,
  { ...wholeMeeting, lastSeconds: 300, who: 'p1' },
  {
    from: '2026-03-01T09:10:00.000Z',
    to: '2026-03-01T09:20:00.000Z',
    lastSeconds: null,
    who: null,
  },
])('survives the address', (view) => {
  expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view);
});

it('ignores what is not valid in the address', () => {
  expect(readView(new URLSearchParams('from=yesterday&last=9d'))).toEqual(wholeMeeting);
  const reversed = 'from=2026-03-01T10:00:00Z&to=2026-03-01T09:00:00Z';
  expect(readView(new URLSearchParams(reversed))).toEqual(wholeMeeting);
});

it('shows the whole meeting, its last minutes or a part of it', () => {
  expect(spanOf(wholeMeeting, start, end)).toEqual({ from: start, to: end });
  const last = { ...wholeMeeting, lastSeconds: 300 };
  expect(spanOf(last, start, end)).toEqual({ from: end - 300_000, to: end });
  expect(spanOf({ ...last, lastSeconds: 3600 }, end - 60_000, end).from).toBe(end - 60_000);
  expect(spanOf(zoomedTo(last, start + 1000, start + 9000), start, end)).toEqual({
    from: start + 1000,
    to: start + 9000,
  });
});

it('zooms to two seconds at most', () => {
  const view = zoomedTo(wholeMeeting, start, start + 10);
  expect(spanOf(view, start, end)).toEqual({ from: start - 995, to: start + 1005 });
});
