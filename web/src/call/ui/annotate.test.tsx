import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, nobody, refusal, renderInPage, serve } from '../../testing/server';
import { Annotate } from './annotate';
import { shortcuts } from './shortcuts/shortcuts';

const pressedAt = Date.parse('2026-03-01T09:00:05.250Z');

let stop: () => void;

function show(session: object, answer?: unknown) {
  const sent = serve({
    'GET /api/session': session,
    Annotate: answer ?? { annotate: { __typename: 'Annotation', id: 'a1' } },
  });
  stop = shortcuts.listen();
  renderInPage(
    <>
      <input aria-label="Other" />
      <Annotate call={{ serverNow: () => pressedAt }} meetingId="m1" />
    </>,
  );
  return { sent, user: userEvent.setup() };
}

const offered = () =>
  waitFor(() => {
    expect(shortcuts.list.get().map(({ key }) => key)).toContain('n');
  });

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

it('notes the moment when N was pressed, not the one when it was saved', async () => {
  const { sent, user } = show(ann);
  await offered();
  await user.keyboard('n');
  await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'Router restarted');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Annotation saved')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(sent.find(({ name }) => name === 'Annotate')?.body).toEqual({
    meetingId: 'm1',
    text: 'Router restarted',
    at: '2026-03-01T09:00:05.250Z',
    until: null,
  });
});

it('does nothing while somebody types', async () => {
  const { user } = show(ann);
  await offered();
  await user.type(screen.getByRole('textbox', { name: 'Other' }), 'nn');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says why a note was not stored, and keeps it', async () => {
  const { user } = show(ann, refusal('LIMIT_REACHED', 'You have annotated too often.'));
  await offered();
  await user.keyboard('n');
  const note = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Note' });
  await user.type(note, 'Again{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('You have annotated too often.');
  expect(note.value).toBe('Again');
});

it('is not offered to guests', () => {
  show(nobody);
  expect(shortcuts.list.get()).toEqual([]);
});
