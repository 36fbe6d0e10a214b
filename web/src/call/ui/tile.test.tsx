import { act, render, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Connection, Grade } from '../engine/connection/connection-judge';
import type { Participant } from '../engine/protocol';
import { fakeCall, people } from '../testing/fake-call';
import { Tile } from './tile';

/** Ben's tile. Others do not see his connection to the server; the server tells them that it is lost. */
function showBen({ sends = true, status = 'reconnecting' as Participant['status'] } = {}) {
  const room = people(2).map((one) =>
    one.you ? one : { ...one, status, publications: sends ? one.publications : [] },
  );
  const fake = fakeCall(room);
  const ben = room[1];
  if (ben === undefined) throw new Error('two people');
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  render(
    <Tile
      id="t"
      call={fake.call}
      participant={ben}
      publication={ben.publications[0]}
      size={{ width: 320, height: 180 }}
      large={false}
      onPin={vi.fn()}
      onStatistics={vi.fn()}
    />,
  );
  return fake;
}

const connection = (grade: Grade): Connection => ({ grade, findings: [] });
const covered = () => screen.queryByText('Reconnecting…') !== null;
const marked = () => {
  const label = within(screen.getByRole('group', { name: 'Ben' }))
    .getByText('Ben')
    .closest('p');
  return label !== null && within(label).queryByText('Reconnecting') !== null;
};

it('marks somebody whose connection to the server is being restored, and shows the video that goes on', () => {
  const { connections } = showBen();
  act(() => {
    connections.states.set(new Map([['c1', connection('good')]]));
  });
  expect(document.querySelector('video')).not.toBeNull();
  expect([marked(), covered()]).toEqual([true, false]);
});

it('names the key that pins', () => {
  showBen();
  expect(screen.getByRole('button', { name: 'Pin Ben' }).title).toBe('Pin (P)');
});

it('marks somebody who sends nothing, because nothing has stopped', () => {
  showBen({ sends: false });
  expect([marked(), covered()]).toEqual([true, false]);
});

it('covers the tile once nothing arrives any more, until something does', () => {
  const { connections } = showBen();
  for (const [grade, isCovered] of [
    ['lost', true],
    ['poor', false],
  ] as const) {
    act(() => {
      connections.states.set(new Map([['c1', connection(grade)]]));
    });
    expect([grade, covered(), marked()]).toEqual([grade, isCovered, !isCovered]);
  }
});

it('covers the tile where the video is frozen', () => {
  const { stats } = showBen();
  act(() => {
    stats.verdicts.set(new Map([['c1', { speaking: false, frozen: true }]]));
  });
  expect([covered(), marked()]).toEqual([true, false]);
});

it('covers the tile where the path to the media server is interrupted', () => {
  const { state } = showBen();
  act(() => {
    state.update((before) => ({
      ...before,
      remotes: new Map([
        ['c1', { state: 'interrupted', problem: null, stream: new MediaStream() }],
      ]),
    }));
  });
  expect([covered(), marked()]).toEqual([true, false]);
});

it('shows no video while the own network is too slow for it, and says so', () => {
  const { connections } = showBen({ status: 'present' });
  const said = () => screen.queryByText('Video is paused: your connection is slow.') !== null;
  expect([said(), document.querySelector('video') !== null]).toEqual([false, true]);
  act(() => {
    connections.soundFirst.paused.set({ up: false, down: true });
  });
  expect([said(), document.querySelector('video') !== null]).toEqual([true, false]);
  act(() => {
    connections.soundFirst.paused.set({ up: true, down: false });
  });
  expect([said(), document.querySelector('video') !== null]).toEqual([false, true]);
});
