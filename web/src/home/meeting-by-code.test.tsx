import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Route } from 'wouter';
import { ann, refusal, renderInPage, serve, type Answers } from '../testing/server';
import { MeetingByCode } from './meeting-by-code';

const id = '0199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c';

function show(path: string, answers: Answers) {
  history.replaceState({ join: true }, '', path);
  const sent = serve({ 'GET /api/session': ann, ...answers });
  renderInPage(
    <Route path="/m/:id/*?">
      <MeetingByCode unknown={(code) => `no ${code}`}>
        {(meetingId) => `meeting ${meetingId}`}
      </MeetingByCode>
    </Route>,
  );
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('replaces a short code by the id, and keeps the rest of the address', async () => {
  const sent = show('/m/Fox%20Candle%20Ocean%2042/history', {
    'GET /api/meeting-codes/fox-candle-ocean-42': { meetingId: id },
  });
  expect(await screen.findByText(`meeting ${id}`)).toBeTruthy();
  expect(location.pathname).toBe(`/m/${id}/history`);
  expect(history.state).toEqual({ join: true });
  expect(sent.filter(({ name }) => name.includes('codes'))).toHaveLength(1);
});

it('looks up no id', async () => {
  const sent = show(`/m/${id}`, {});
  expect(await screen.findByText(`meeting ${id}`)).toBeTruthy();
  expect(sent.filter(({ name }) => name.includes('codes'))).toHaveLength(0);
});

it('shows what the page has for an unknown code', async () => {
  show('/m/fox-candle-ocean-42', {
    'GET /api/meeting-codes/fox-candle-ocean-42': refusal('CODE_UNKNOWN', 'There is none.'),
  });
  expect(await screen.findByText('no fox-candle-ocean-42')).toBeTruthy();
});

it('says when there were too many attempts, and tries again', async () => {
  let refused = true;
  show('/m/fox-candle-ocean-42', {
    'GET /api/meeting-codes/fox-candle-ocean-42': () =>
      refused ? refusal('TOO_MANY', 'Too many attempts. Try again in 30 s.') : { meetingId: id },
  });
  expect(await screen.findByText('Too many attempts. Try again in 30 s.')).toBeTruthy();
  refused = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(`meeting ${id}`)).toBeTruthy();
});

it('goes home where there is no code', async () => {
  show('/m/hello', {});
  await waitFor(() => {
    expect(location.pathname).toBe('/');
  });
});
