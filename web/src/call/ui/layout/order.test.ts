import { expect, it } from 'vitest';
import { arrange, type Wishes } from './order';

const people = ['a', 'b', 'c', 'd', 'e', 'f'];
const wishes = (change: Partial<Wishes> = {}): Wishes => ({
  hands: [],
  recent: [],
  own: undefined,
  ...change,
});

it('keeps the order in which people came where one page is enough', () => {
  expect(arrange(['f', 'a'], people, wishes({ hands: ['e'], recent: ['f'] }), 6)).toEqual(people);
});

it('puts raised hands first, in their order', () => {
  expect(arrange(people, people, wishes({ hands: ['f', 'c'] }), 4)).toEqual([
    ...['f', 'c', 'a', 'b'],
    ...['d', 'e'],
  ]);
});

it('brings a speaker to the first page in place of whoever is silent longest', () => {
  const order = arrange(people, people, wishes({ recent: ['e', 'a', 'b'], own: 'd' }), 4);
  expect(order).toEqual(['a', 'b', 'e', 'd', 'c', 'f']);
  // The next speaker takes the place of the one who spoke before the others.
  expect(arrange(order, people, wishes({ recent: ['f', 'e', 'a', 'b'], own: 'd' }), 4)).toEqual([
    ...['a', 'f', 'e', 'd'],
    ...['c', 'b'],
  ]);
});

it('moves nobody for a speaker on the first page, and is stable', () => {
  expect(arrange(people, people, wishes({ recent: ['b'] }), 4)).toEqual(people);
  for (const recent of [['e'], ['f', 'a'], ['d', 'f']]) {
    const wish = wishes({ recent, hands: ['f'] });
    const once = arrange(people, people, wish, 3);
    expect(arrange(once, people, wish, 3)).toEqual(once);
  }
});

it('drops who left and appends who came', () => {
  expect(arrange(['c', 'x', 'a'], ['a', 'b', 'c', 'd'], wishes(), 2)).toEqual(['c', 'a', 'b', 'd']);
});
