import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CallState } from '../../engine/call';
import type { Grade } from '../../engine/connection/connection-judge';
import { fakeCall, people } from '../../testing/fake-call';
import { ServerLossChip, ServerLossNotice } from './server-loss';

const banner = 'The connection to the server was lost.';

function show(phase: CallState['phase'], grades: Record<string, Grade>) {
  const fake = fakeCall(people(2), { phase });
  fake.connections.states.set(
    new Map(Object.entries(grades).map(([id, grade]) => [id, { grade, findings: [] }])),
  );
  render(
    <>
      <ServerLossChip call={fake.call} />
      <ServerLossNotice call={fake.call} />
    </>,
  );
  return fake;
}

const shown = () => ({
  chip: screen.getAllByRole('status')[0]?.textContent === 'Reconnecting',
  banner: screen.queryByText(banner) !== null,
});

it.each([
  ['while the call goes on', { c0: 'lost', c1: 'fair' }],
  ['while nobody sends anything', {}],
] as const)('shows a chip %s', (_, grades) => {
  show('reconnecting', grades);
  expect(shown()).toEqual({ chip: true, banner: false });
});

it('shows a banner once all sound and video has stopped', () => {
  const { connections } = show('reconnecting', { c0: 'good', c1: 'good' });
  expect(shown()).toEqual({ chip: true, banner: false });
  act(() => {
    connections.states.update(
      (states) => new Map([...states].map(([id]) => [id, { grade: 'lost', findings: [] }])),
    );
  });
  expect(shown()).toEqual({ chip: false, banner: true });
});

it('shows neither while the server is connected', () => {
  const { state } = show('joined', { c1: 'lost' });
  expect(shown()).toEqual({ chip: false, banner: false });
  act(() => {
    state.update((before) => ({ ...before, phase: 'reconnecting' }));
  });
  expect(shown()).toEqual({ chip: false, banner: true });
});
