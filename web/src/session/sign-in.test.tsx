import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ann, nobody, refusal, renderInPage, serve, type Answers } from '../testing/server';
import { AccountMenu } from './account-menu';
import { SignInCard } from './sign-in-card';
import { SignInPage } from './sign-in-page';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('SignInCard', () => {
  function show(answers: Answers) {
    const sent = serve(answers);
    renderInPage(<SignInCard destination="/" />);
    return { sent, user: userEvent.setup() };
  }

  it('sends no link to what is not an address', async () => {
    const { sent, user } = show({ 'GET /api/session': nobody });
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'ann');
    await user.click(screen.getByRole('button', { name: 'Send sign-in link' }));
    expect(screen.getByRole('alert').textContent).toMatch(/^Enter an e-mail address/);
    expect(sent.map(({ name }) => name)).not.toContain('POST /api/sign-in/link');
  });

  it('shows the code of the link, and the way to the built-in mailbox', async () => {
    const { sent, user } = show({
      'GET /api/session': { ...nobody, devMail: true },
      'POST /api/sign-in/link': { code: '4711', emailId: 'e1' },
      'GET /api/emails/e1': { state: 'SENT', until: '2026-01-01T12:10:00Z' },
    });
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), ' ann@example.org {Enter}');
    expect(await screen.findByRole('heading', { name: 'Check your inbox' })).toBeTruthy();
    expect(screen.getByText('4711')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the built-in mailbox' })).toBeTruthy();
    expect(sent).toContainEqual({
      name: 'POST /api/sign-in/link',
      body: { email: 'ann@example.org' },
    });
    await user.click(screen.getByRole('button', { name: 'Use another address or send it again' }));
    expect(screen.getByRole('textbox', { name: 'E-mail' })).toBeTruthy();
  });

  it.each([
    [
      'UNAVAILABLE',
      'Your link is delayed',
      /not be handed to the mail server yet\. We keep trying until \d/,
    ],
    ['PUT_OFF', 'Your link is delayed', /try again later\. We keep trying until \d/],
    ['REFUSED', 'Your link was not sent', /refused this e-mail/],
    ['GIVEN_UP', 'Your link was not sent', /in time/],
  ])('tells what became of the e-mail: %s', async (state, title, sentence) => {
    const { user } = show({
      'GET /api/session': nobody,
      'POST /api/sign-in/link': { code: '4711', emailId: 'e1' },
      'GET /api/emails/e1': { state, until: '2026-01-01T12:10:00Z' },
    });
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'ann@example.org{Enter}');
    expect(await screen.findByRole('heading', { name: 'Sending your link' })).toBeTruthy();
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(screen.queryByText('4711') !== null).toBe(title === 'Your link is delayed');
  });

  it('does not claim to be sending what the server no longer knows', async () => {
    const { user } = show({
      'GET /api/session': nobody,
      'POST /api/sign-in/link': { code: '4711', emailId: 'e1' },
    });
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'ann@example.org{Enter}');
    await screen.findByRole('heading', { name: 'Your link may not have been sent' });
    expect(screen.queryByText('4711')).toBeNull();
  });

  it('asks again until the e-mail was sent, also after a failure', async () => {
    const answers = [
      refusal('DATABASE_AWAY', 'The database does not answer.'),
      { state: 'UNAVAILABLE', until: '2026-01-01T12:10:00Z' },
      { state: 'SENT', until: '2026-01-01T12:10:00Z' },
    ];
    const { sent, user } = show({
      'GET /api/session': nobody,
      'POST /api/sign-in/link': { code: '4711', emailId: 'e1' },
      'GET /api/emails/e1': () => answers.shift(),
    });
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'ann@example.org{Enter}');
    await screen.findByRole('heading', { name: 'Your link is delayed' }, { timeout: 3000 });
    await screen.findByRole('heading', { name: 'Check your inbox' }, { timeout: 3000 });
    expect(sent.filter(({ name }) => name === 'GET /api/emails/e1')).toHaveLength(3);
  });

  it('reports what the server refuses, and lets one try again', async () => {
    const { user } = show({
      'GET /api/session': nobody,
      'POST /api/sign-in/link': refusal('TOO_OFTEN', 'That was too often.'),
    });
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'ann@example.org{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('That was too often.');
    const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send sign-in link' });
    expect(send.disabled).toBe(false);
  });
});

describe('SignInPage', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/sign-in#token=abc');
  });

  it('asks for the code where the link was requested in another browser', async () => {
    const sent = serve({
      'GET /api/session': nobody,
      'POST /api/sign-in/confirm': ({ code }: { code?: string }) =>
        code === '4711' ? {} : refusal('CODE_NEEDED', 'Enter the code.'),
    });
    const user = userEvent.setup();
    renderInPage(<SignInPage />);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), '4711');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => {
      expect(location.pathname).toBe('/');
    });
    expect(sent).toContainEqual({
      name: 'POST /api/sign-in/confirm',
      body: { token: 'abc', code: '4711' },
    });
  });

  it('offers a new link where this one no longer works', async () => {
    serve({
      'GET /api/session': nobody,
      'POST /api/sign-in/confirm': refusal('LINK_INVALID', 'The link is used.'),
    });
    renderInPage(<SignInPage />);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Sign in' }));
    expect(
      await screen.findByRole('heading', { name: 'This sign-in link no longer works' }),
    ).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Get a new link' })).toBeTruthy();
  });
});

describe('AccountMenu', () => {
  it('changes the colours and remembers them', async () => {
    serve({ 'GET /api/session': nobody });
    const user = userEvent.setup();
    renderInPage(<AccountMenu />);
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    await user.click(screen.getByRole('menuitemradio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('chattycat.theme')).toBe('dark');
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    const chosen = screen.getByRole('menuitemradio', { name: 'Dark' });
    expect(chosen.getAttribute('aria-checked')).toBe('true');
    await user.click(screen.getByRole('menuitemradio', { name: 'System default' }));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('opens and closes by the keyboard', async () => {
    serve({ 'GET /api/session': nobody });
    const user = userEvent.setup();
    renderInPage(<AccountMenu />);
    const button = screen.getByRole('button', { name: 'Settings' });
    button.focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('menu')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    await waitFor(() => {
      expect(document.activeElement).toBe(button);
    });
  });

  it('signs out', async () => {
    const sent = serve({ 'GET /api/session': ann, 'POST /api/sign-out': {} });
    const user = userEvent.setup();
    renderInPage(<AccountMenu />);
    await user.click(await screen.findByRole('button', { name: 'Account and settings' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => {
      expect(sent.map(({ name }) => name)).toContain('POST /api/sign-out');
    });
  });
});
