import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { refusal, renderInPage, serve, type Answers } from '../testing/server';
import { RecordingSection } from './recording-section';

const file = {
  __typename: 'Recording',
  id: 'r1',
  participant: { __typename: 'Participant', id: 'b', displayName: 'Ben' },
  shows: 'CAMERA',
  at: '2026-03-01T09:30:00Z',
  until: '2026-03-01T09:42:00Z',
  state: 'COMPLETE',
  reason: null,
  bytes: 4_200_000,
  path: '/api/recordings/r1',
  deletable: true,
};

function answers(...files: object[]): Answers {
  return { Recordings: { meeting: { __typename: 'Meeting', id: 'm1', recordings: files } } };
}

async function show(known: Answers) {
  const sent = serve(known);
  renderInPage(<RecordingSection meetingId="m1" />);
  await vi.waitFor(() => {
    expect(sent.length).toBeGreaterThan(0);
  });
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('shows nothing for a meeting that was not recorded', async () => {
  await show(answers());
  expect(screen.queryByRole('heading', { name: 'Recordings' })).toBeNull();
});

it('plays and downloads a file', async () => {
  await show(answers(file));
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByText(/12 min · 4.2 MB$/)).toBeTruthy();
  expect(
    row.getByRole('link', { name: 'Download the recording of Ben' }).getAttribute('href'),
  ).toBe('/api/recordings/r1?download');
  await userEvent.setup().click(row.getByRole('button', { name: 'Play the recording of Ben' }));
  expect(row.getByLabelText('Recording of Ben').getAttribute('src')).toBe('/api/recordings/r1');
});

it('says what became of files that are not complete', async () => {
  await show(
    answers(
      { ...file, state: 'RECORDING', until: null, path: null },
      { ...file, id: 'r2', shows: 'SCREEN', state: 'CUT_OFF', reason: 'The media server ended.' },
      { ...file, id: 'r3', state: 'FAILED', path: null, reason: 'No room.', deletable: false },
    ),
  );
  const [going, cutOff, failed] = await screen.findAllByRole('listitem');
  expect(going?.textContent).toMatch(/being recorded/);
  expect(within(going as HTMLElement).queryByRole('link')).toBeNull();
  expect(cutOff?.textContent).toMatch(/Ben \(screen\).*incomplete.*The media server ended\./);
  expect(within(cutOff as HTMLElement).getByRole('link')).toBeTruthy();
  expect(failed?.textContent).toMatch(/failed.*No room\./);
  expect(within(failed as HTMLElement).queryByRole('button')).toBeNull();
});

it('deletes a file after a confirmation, and says why it cannot', async () => {
  let refused = true;
  const known = {
    ...answers(file),
    DeleteRecording: () =>
      refused ? refusal('IN_USE', 'It is still recorded.') : { deleteRecording: 'r1' },
  };
  const sent = await show(known);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Delete the recording of Ben' }));
  expect(sent.some(({ name }) => name === 'DeleteRecording')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Delete permanently' }));
  await screen.findByText('It is still recorded.');
  refused = false;
  Object.assign(known, answers());
  await user.click(screen.getByRole('button', { name: 'Delete permanently' }));
  await screen.findByText('The recording was deleted.');
  await vi.waitFor(() => {
    expect(screen.queryByRole('listitem')).toBeNull();
  });
});

it('offers to try again where loading failed', async () => {
  const known: Answers = { Recordings: refusal('INTERNAL', 'The server failed.') };
  await show(known);
  const again = await screen.findByRole('button', { name: 'Try again' });
  Object.assign(known, answers(file));
  await userEvent.setup().click(again);
  expect(await screen.findByRole('listitem')).toBeTruthy();
});
