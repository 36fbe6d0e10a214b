import { expect, it } from 'vitest';
import type { Grade } from './connection-judge';
import { SlowNetwork, slowTiming } from './slow-network';

/** Notes the same grades each second, and returns what was shown at the end. */
function during(
  network: SlowNetwork,
  [from, to]: [number, number],
  grades: { up?: Grade[]; down?: Grade[] },
) {
  for (let at = from; at <= to; at += 1000) {
    network.note({ up: [], down: [], ...grades }, at);
  }
  return network.shown.get();
}

const { patience, patienceAlone, quiet } = slowTiming;

it('tells of a poor uplink after a while, until it is better', () => {
  const network = new SlowNetwork();
  expect(during(network, [0, patience - 1000], { up: ['good', 'poor'] })).toBeNull();
  expect(during(network, [patience, patience], { up: ['good', 'poor'] })).toBe('up');
  expect(during(network, [6000, 6000], { up: ['fair'] })).toBeNull();
});

it('says nothing of a gap, nor of a path that is being restored', () => {
  const network = new SlowNetwork();
  during(network, [0, 3000], { up: ['poor'] });
  during(network, [4000, 4000], { up: ['fair'] });
  expect(during(network, [5000, 8000], { up: ['poor'] })).toBeNull();
  expect(during(network, [9000, 60_000], { up: ['lost'], down: ['lost'] })).toBeNull();
});

it.each<[string | null, Grade[]]>([
  ['down', ['poor', 'poor']],
  ['down', ['poor', 'poor', 'good']],
  ['down', ['poor']],
  [null, ['poor', 'good']],
  [null, ['fair', 'fair']],
  [null, []],
])('tells %s of what arrives as %j: a slow downlink makes most of it poor', (shown, down) => {
  expect(during(new SlowNetwork(), [0, 20_000], { down })).toBe(shown);
});

it('waits longer where one publication arrives, which its sender may send badly', () => {
  const network = new SlowNetwork();
  expect(during(network, [0, patienceAlone - 1000], { down: ['poor'] })).toBeNull();
  expect(during(network, [patienceAlone, patienceAlone], { down: ['poor'] })).toBe('down');
});

it('says nothing of either way for a while after a notice is gone', () => {
  const network = new SlowNetwork();
  expect(during(network, [0, 5000], { up: ['poor'] })).toBe('up');
  network.dismiss();
  expect(during(network, [6000, 60_000], { up: ['poor'] })).toBeNull();
  expect(during(network, [61_000, 70_000], { down: ['poor', 'poor'] })).toBeNull();
  expect(during(network, [quiet, 5000 + quiet], { down: ['poor', 'poor'] })).toBe('down');
  expect(during(network, [6000 + quiet, 6000 + quiet], { down: ['good', 'good'] })).toBeNull();
  expect(during(network, [7000 + quiet, 60_000 + quiet], { up: ['poor'] })).toBeNull();
});
