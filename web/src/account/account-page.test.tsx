import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve, type Answers } from '../testing/server';
import AccountPage from './account-page';

const account = { ...ann, createdAt: '2026-01-01T00:00:00Z', offerPasskey: false };

const passkey = {
  id: 'k1',
  name: 'Blue key',
  createdAt: '2026-01-01T00:00:00Z',
  backedUp: true,
  cloned: false,
};

const session = (id: string, current: boolean) => ({
  id,
  browser: current ? 'Firefox' : 'Chromium',
  address: '127.0.0.1',
  signedInAt: '2026-01-01T00:00:00Z',
  lastSeenAt: '2026-01-02T00:00:00Z',
  current,
});

const tokens = (...entries: object[]) => ({
  me: { __typename: 'Account', id: '1', accessTokens: entries },
});

const token = {
  __typename: 'AccessToken',
  id: 't1',
  name: 'Grafana',
  access: 'READ',
  meetingId: null,
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2099-01-01T00:00:00Z',
  lastUsedAt: null,
};

const meeting = {
  __typename: 'MeetingEdge',
  node: {
    __typename: 'Meeting',
    id: '0199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c',
    createdAt: '2026-01-01T00:00:00Z',
    participants: [{ __typename: 'Participant', id: 'p1', displayName: 'Ben' }],
  },
};

async function show(answers: Answers = {}) {
  const sent = serve({
    'GET /api/session': ann,
    'GET /api/account': account,
    'GET /api/account/passkeys': [passkey],
    'GET /api/account/sessions': [session('s1', true), session('s2', false)],
    AccessTokens: tokens(),
    MeetingChoices: { meetings: { __typename: 'MeetingConnection', edges: [meeting] } },
    ...answers,
  });
  const user = userEvent.setup();
  renderInPage(<AccountPage />);
  await screen.findByRole('heading', { name: 'Profile' });
  return { sent, user };
}

const section = (name: string) => within(screen.getByRole('region', { name }));

beforeEach(() => {
  history.replaceState(null, '', '/account');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('saves another name', async () => {
  const { sent, user } = await show({ 'PATCH /api/account': {} });
  const name = section('Profile').getByRole('textbox', { name: 'Your name' });
  await user.clear(name);
  await user.type(name, ' Anna {Enter}');
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'PATCH /api/account', body: { displayName: 'Anna' } });
  await user.type(name, 'x');
  expect(screen.queryByText('Saved.')).toBeNull();
});

it('sends nothing while a field is empty', async () => {
  const { user } = await show();
  const name = section('Profile').getByRole('textbox', { name: 'Your name' });
  await user.clear(name);
  const [save] = section('Profile').getAllByRole<HTMLButtonElement>('button', { name: 'Save' });
  expect(save?.disabled).toBe(true);
});

it('shows at the field what the server refuses', async () => {
  const { user } = await show({ 'POST /api/account/email': refusal('BAD', 'No such domain.') });
  const email = section('Profile').getByRole('textbox', { name: 'New e-mail' });
  await user.type(email, 'ann@nowhere.example{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('No such domain.');
  expect(email.getAttribute('aria-invalid')).toBe('true');
});

it('says where the email for a new address went', async () => {
  const { user } = await show({ 'POST /api/account/email': {} });
  const email = section('Profile').getByRole('textbox', { name: 'New e-mail' });
  await user.type(email, 'anna@example.org{Enter}');
  expect(await screen.findByText(/We sent a message to anna@example.org/)).toBeTruthy();
});

it('asks for a recent sign-in before it deletes the account', async () => {
  const { sent, user } = await show({
    'DELETE /api/account': refusal('SIGN_IN_AGAIN', 'Sign in again.'),
    'POST /api/sign-in/link': { code: '4711' },
  });
  const data = section('Delete account');
  await user.click(data.getByRole('button', { name: 'Delete my account…' }));
  await user.type(data.getByRole('textbox', { name: 'Your e-mail, to confirm' }), ann.email);
  await user.click(data.getByRole('button', { name: 'Delete permanently' }));
  expect(await screen.findByText('Sign in again to continue')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'DELETE /api/account', body: { email: ann.email } });
  await user.click(data.getByRole('button', { name: 'Send sign-in link' }));
  expect(await screen.findByText('4711')).toBeTruthy();
});

it('offers the data as a file', async () => {
  await show();
  const link = screen.getByRole('link', { name: 'Download my data' });
  expect(link.getAttribute('href')).toBe('/api/account/data');
});

it('renames and deletes a passkey', async () => {
  const { sent, user } = await show({
    'PATCH /api/account/passkeys/k1': {},
    'DELETE /api/account/passkeys/k1': {},
  });
  await user.click(await screen.findByRole('button', { name: 'Rename Blue key' }));
  const name = screen.getByRole('textbox', { name: 'Passkey name' });
  await user.clear(name);
  await user.type(name, 'Red key{Enter}');
  await waitFor(() => {
    expect(sent).toContainEqual({
      name: 'PATCH /api/account/passkeys/k1',
      body: { name: 'Red key' },
    });
  });
  await user.click(await screen.findByRole('button', { name: 'Delete Blue key' }));
  await waitFor(() => {
    expect(sent.map(({ name: sentName }) => sentName)).toContain('DELETE /api/account/passkeys/k1');
  });
});

it('marks a copied passkey', async () => {
  await show({ 'GET /api/account/passkeys': [{ ...passkey, cloned: true }] });
  expect(await screen.findByText('Blocked')).toBeTruthy();
  expect(screen.getByText(/A copy of this passkey was used/)).toBeTruthy();
});

it('signs out another session, but not this one', async () => {
  const { sent, user } = await show({ 'DELETE /api/account/sessions/s2': {} });
  await screen.findByText('This session');
  const buttons = section('Sessions').getAllByRole('button', { name: 'Sign out' });
  expect(buttons).toHaveLength(1);
  await user.click(section('Sessions').getByRole('button', { name: 'Sign out' }));
  await waitFor(() => {
    expect(sent.map(({ name }) => name)).toContain('DELETE /api/account/sessions/s2');
  });
});

it('creates a token for one meeting and shows it once, with an example', async () => {
  let created = false;
  const { sent, user } = await show({
    AccessTokens: () => (created ? tokens(token) : tokens()),
    CreateAccessToken: () => {
      created = true;
      return {
        createAccessToken: {
          __typename: 'CreatedAccessToken',
          secret: 'chattycat_secret',
          accessToken: { __typename: 'AccessToken', id: 't1', name: 'Grafana' },
        },
      };
    },
  });
  expect(await screen.findByText('You have no access token yet.')).toBeTruthy();
  const area = section('Access tokens');
  await user.click(area.getByRole('button', { name: 'Create a token' }));
  await user.type(area.getByRole('textbox', { name: 'Token name' }), 'Grafana');
  await user.selectOptions(area.getByRole('combobox', { name: 'May' }), 'read and change');
  await user.selectOptions(area.getByRole('combobox', { name: 'Expires after' }), '90 days');
  await area.findByRole('option', { name: /Ben/ });
  await user.selectOptions(area.getByRole('combobox', { name: 'Meetings' }), meeting.node.id);
  await user.click(area.getByRole('button', { name: 'Create token' }));
  expect(await screen.findByText('chattycat_secret')).toBeTruthy();
  expect(screen.getByText(/^curl/).textContent).toContain(
    "-H 'Authorization: Bearer chattycat_secret'",
  );
  expect(sent).toContainEqual({
    name: 'CreateAccessToken',
    body: { name: 'Grafana', access: 'READ_WRITE', days: 90, meetingId: meeting.node.id },
  });
  await user.click(screen.getByRole('button', { name: 'Copy the token' }));
  expect(await navigator.clipboard.readText()).toBe('chattycat_secret');
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  expect(screen.queryByText('chattycat_secret')).toBeNull();
  expect(await screen.findByText(/Reads all meetings · expires .* · never used/)).toBeTruthy();
});

it('says why a token was not created', async () => {
  const { user } = await show({
    CreateAccessToken: refusal('TOO_MANY_TOKENS', 'You have 20 tokens.'),
  });
  await user.click(section('Access tokens').getByRole('button', { name: 'Create a token' }));
  await user.type(screen.getByRole('textbox', { name: 'Token name' }), 'x{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('You have 20 tokens.');
});

it('revokes a token', async () => {
  let entries = [{ ...token, meetingId: meeting.node.id, expiresAt: '2020-01-01T00:00:00Z' }];
  const { sent, user } = await show({
    AccessTokens: () => tokens(...entries),
    RevokeAccessToken: () => {
      entries = [];
      return { revokeAccessToken: { __typename: 'AccessToken', id: 't1' } };
    },
  });
  expect(await screen.findByText(/Reads meeting 0199a5b0… · expired/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Revoke Grafana' }));
  expect(await screen.findByText('You have no access token yet.')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'RevokeAccessToken', body: { id: 't1' } });
});
