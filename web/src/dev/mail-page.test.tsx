import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nobody, refusal, renderInPage, serve } from '../testing/server';
import MailPage from './mail-page';

const email = {
  id: 1,
  to: 'ann@example.org',
  subject: 'Sign in to Chatty Cat',
  receivedAt: '2026-01-01T00:00:00Z',
  text: 'Open http://localhost:8080/sign-in#token=abc within 10 minutes.',
};

beforeEach(() => {
  history.replaceState(null, '', '/dev/mail');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('shows emails with links to follow', async () => {
  serve({ 'GET /api/session': nobody, 'GET /api/dev/mail': [email] });
  renderInPage(<MailPage />);
  expect(await screen.findByRole('heading', { name: 'Sign in to Chatty Cat' })).toBeTruthy();
  const link = screen.getByRole('link', { name: 'http://localhost:8080/sign-in#token=abc' });
  expect(link.getAttribute('href')).toBe('http://localhost:8080/sign-in#token=abc');
});

it('loads new emails on request', async () => {
  let emails: object[] = [];
  serve({ 'GET /api/session': nobody, 'GET /api/dev/mail': () => emails });
  renderInPage(<MailPage />);
  await screen.findByText('No e-mails yet');
  emails = [email];
  await userEvent.setup().click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByRole('heading', { name: 'Sign in to Chatty Cat' })).toBeTruthy();
});

it('redeems the key of the address first', async () => {
  history.replaceState(null, '', '/dev/mail#key=k-1');
  const sent = serve({
    'GET /api/session': nobody,
    'POST /api/dev/mail/key': refusal('USED', 'The key was used before.'),
    'GET /api/dev/mail': [],
  });
  renderInPage(<MailPage />);
  expect((await screen.findByRole('alert')).textContent).toBe('The key was used before.');
  expect(sent).toContainEqual({ name: 'POST /api/dev/mail/key', body: { key: 'k-1' } });
  expect(location.hash).toBe('');
});

it('asks for emails only after the key was redeemed', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  history.replaceState(null, '', '/dev/mail#key=k-1');
  const fetched: string[] = [];
  let redeemed: () => void = () => undefined;
  vi.stubGlobal('fetch', (path: string) => {
    fetched.push(path.replace(location.origin, ''));
    return path.endsWith('/key')
      ? new Promise<Response>((answer) => {
          redeemed = () => {
            answer(new Response(null, { status: 204 }));
          };
        })
      : Promise.resolve(Response.json([]));
  });
  renderInPage(<MailPage />);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetched).not.toContain('/api/dev/mail');
  redeemed();
  await vi.waitFor(() => {
    expect(fetched).toContain('/api/dev/mail');
  });
  vi.useRealTimers();
});

it('explains where there is no mailbox', async () => {
  serve({ 'GET /api/session': nobody });
  renderInPage(<MailPage />);
  expect(
    await screen.findByRole('heading', { name: 'The built-in mailbox is not available' }),
  ).toBeTruthy();
});
