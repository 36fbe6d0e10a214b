import { act, render, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Connection, Grade } from '../../engine/connection/connection-judge';
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
  const text = 'Poor connection at your end: 12 % of packets lost';
  expect(within(label).getByTitle(text).textContent).toContain(text);
  expect(within(label).getByText('Poor')).toBeTruthy();
  act(() => {
    connections.states.set(new Map([['c0', poor]]));
  });
  expect(tile.querySelector('[data-connection]')).toBeNull();
});

it('shows the worse of what arrives and of the sender, and says whose connection it is', () => {
  const [ann, ben] = people(2);
  const publication = ben?.publications[0];
  if (ann === undefined || ben === undefined || publication === undefined) throw new Error('two');
  const { call, connections } = fakeCall([ann, ben]);
  const tile = (uplink: Grade) => (
    <Tile
      id="t"
      call={call}
      participant={ben}
      publication={{ ...publication, uplink }}
      size={{ width: 320, height: 180 }}
      large={false}
      onPin={vi.fn()}
      onStatistics={vi.fn()}
    />
  );
  const { rerender } = render(tile('poor'));
  const mark = () => document.querySelector('[data-connection]');
  const says = () => [mark()?.getAttribute('data-connection'), mark()?.getAttribute('title')];
  expect(says()).toEqual(['poor', "Poor connection: Ben's own connection is poor"]);
  const arrives = (connection: Connection) => {
    act(() => {
      connections.states.set(new Map([['c1', connection]]));
    });
  };
  arrives({ grade: 'good', findings: [] });
  expect(says()).toEqual(['poor', "Poor connection: Ben's own connection is poor"]);
  rerender(tile('fair'));
  arrives(poor);
  expect(says()).toEqual([
    'poor',
    "Poor connection: Ben's own connection is fair; 12 % of packets lost",
  ]);
  rerender(tile('good'));
  expect(says()[1]).toBe('Poor connection at your end: 12 % of packets lost');
  arrives({ grade: 'fair', findings: [{ cause: 'freezes', value: 7 }] });
  expect(says()).toEqual(['fair', 'Fair connection: video frozen 7 % of the time']);
});

it('says nothing of the own tile but what this page sends', () => {
  const [ann, ben] = people(2);
  const publication = ann?.publications[0];
  if (ann === undefined || ben === undefined || publication === undefined) throw new Error('two');
  const { call } = fakeCall([ann, ben]);
  render(
    <Tile
      id="t"
      call={call}
      participant={ann}
      publication={{ ...publication, uplink: 'poor' }}
      size={{ width: 320, height: 180 }}
      large={false}
      onPin={vi.fn()}
      onStatistics={vi.fn()}
    />,
  );
  expect(document.querySelector('[data-connection]')).toBeNull();
});
