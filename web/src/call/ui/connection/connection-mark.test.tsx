import { act, render, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Connection } from '../../engine/connection/connection-judge';
import { fakeCall, people } from '../../testing/fake-call';
import { Tile } from '../tile';

const poor: Connection = { grade: 'poor', findings: [{ cause: 'loss', value: 12.3 }] };

it('says in the label of a tile how good the connection is, in words', () => {
  const [ann, ben] = people(2);
  if (ann === undefined || ben === undefined) throw new Error('two people');
  const { call, connections } = fakeCall([ann, ben]);
  render(
    <Tile
      id="t"
      call={call}
      participant={ben}
      publication={ben.publications[0]}
      size={{ width: 320, height: 180 }}
      large={false}
      onPin={vi.fn()}
      onStatistics={vi.fn()}
    />,
  );
  const tile = screen.getByRole('group', { name: 'Ben' });
  expect(tile.querySelector('[data-connection]')).toBeNull();
  act(() => {
    connections.states.set(new Map([['c1', poor]]));
  });
  const label = within(tile).getByText('Ben').closest('p');
  if (label === null) throw new Error('no label');
  const text = 'Poor connection: 12 % of packets lost';
  expect(within(label).getByTitle(text).textContent).toContain(text);
  expect(within(label).getByText('Poor')).toBeTruthy();
  act(() => {
    connections.states.set(new Map([['c0', poor]]));
  });
  expect(tile.querySelector('[data-connection]')).toBeNull();
});
