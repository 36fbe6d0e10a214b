import { expect, it } from 'vitest';
import {
  moved,
  readView,
  scaled,
  spanOf,
  wholeMeeting,
  withLaneToggled,
  writeView,
  zoomedTo,
  type View,
} from './view';

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
    lanes: ['latency', 'loss'],
    hidden: ['p1 OWN', 'p2'],
    bounds: true,
    apart: true,
    spans: [
      { meetingId: 'm1', from: start, to: end, participantId: 'p1', source: 'OWN' },
      { meetingId: 'm2', from: start + 1, to: end, participantId: 'p2', source: 'PAIR' },
    ],
  },
  { ...wholeMeeting, lanes: [] },
])('survives the address', (view) => {
  expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view);
});

it('ignores what is not valid in the address', () => {
  expect(readView(new URLSearchParams('from=yesterday&last=9d'))).toEqual(wholeMeeting);
  const spans = ['m1', 'm1.2.1.p1.OWN', 'm1.1.x.p1.OWN', 'm1.1.2.p1.SUNDIAL', 'm1.1.9e99.p1.OWN'];
  const search = new URLSearchParams(spans.map((span) => ['span', span]));
  expect(readView(search)).toEqual(wholeMeeting);
  const reversed = 'from=2026-03-01T10:00:00Z&to=2026-03-01T09:00:00Z';
  expect(readView(new URLSearchParams(reversed))).toEqual(wholeMeeting);
});

it('compares at most four spans', () => {
  const search = new URLSearchParams(Array(6).fill(['span', 'm1.1.2.p1.OWN']) as string[][]);
  expect(readView(search).spans).toHaveLength(4);
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

it('folds and unfolds charts, and says nothing of them while all are shown', () => {
  const all = ['latency', 'loss', 'fps'];
  const folded = withLaneToggled(wholeMeeting, 'loss', all);
  expect(writeView(folded).toString()).toBe('lanes=latency.fps');
  expect(withLaneToggled(folded, 'loss', all)).toEqual(wholeMeeting);
  const none = all.reduce((view, key) => withLaneToggled(view, key, all), wholeMeeting);
  expect(none.lanes).toEqual([]);
});

it('scales a range around an instant, and moves it, within the meeting', () => {
  const whole = { from: 0, to: 100_000 };
  expect(scaled({ from: 40_000, to: 60_000 }, 45_000, 0.5, whole)).toEqual({
    from: 42_500,
    to: 52_500,
  });
  expect(scaled({ from: 40_000, to: 60_000 }, 40_000, 100, whole)).toEqual(whole);
  expect(scaled({ from: 40_000, to: 60_000 }, 50_000, 0, whole)).toEqual({
    from: 49_000,
    to: 51_000,
  });
  expect(moved({ from: 40_000, to: 60_000 }, 0.5, whole)).toEqual({ from: 50_000, to: 70_000 });
  expect(moved({ from: 40_000, to: 60_000 }, 9, whole)).toEqual({ from: 80_000, to: 100_000 });
  expect(moved({ from: 40_000, to: 60_000 }, -Infinity, whole)).toEqual({ from: 0, to: 20_000 });
});
