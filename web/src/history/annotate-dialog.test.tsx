import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

// Before the imports: formats take the zone when they are made.
vi.hoisted(() => {
  vi.stubEnv('TZ', 'Europe/Berlin');
});

import { ann, renderInPage, serve } from '../testing/server';
import AnnotateDialog from './annotate-dialog';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('says which instant is meant where the clock shows a time twice, and sends it', async () => {
  const sent = serve({
    'GET /api/session': ann,
    Annotate: { annotate: { __typename: 'Annotation', id: 'a' } },
  });
  const onSaved = vi.fn();
  renderInPage(
    <AnnotateDialog
      meetingId="m1"
      at={Date.parse('2026-10-25T00:50:00Z')}
      until={Date.parse('2026-10-25T01:05:00Z')}
      choosesTime
      onClose={() => undefined}
      onSaved={onSaved}
    />,
  );
  const from = await screen.findByLabelText<HTMLInputElement>('From');
  const to = screen.getByLabelText<HTMLInputElement>('To');
  expect([from.value, to.value]).toEqual(['2026-10-25T02:50', '2026-10-25T02:05']);
  expect(screen.getByText(/2:50:00\sAM GMT\+2/)).toBeTruthy();
  expect(screen.getByText(/2:05:00\sAM GMT\+1/)).toBeTruthy();
  fireEvent.change(to, { target: { value: '2026-10-25T02:10' } });
  expect(screen.getByText(/2:10:00\sAM GMT\+1/)).toBeTruthy();
  fireEvent.change(to, { target: { value: '2026-10-25T03:00' } });
  expect(screen.getByText('Empty for an instant')).toBeTruthy();
  fireEvent.change(to, { target: { value: '2026-10-25T02:10' } });
  await userEvent.type(screen.getByLabelText('Note'), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    expect(onSaved).toHaveBeenCalled();
  });
  expect(sent.at(-1)?.body).toMatchObject({
    at: '2026-10-25T00:50:00.000Z',
    until: '2026-10-25T01:10:00.000Z',
  });
});
