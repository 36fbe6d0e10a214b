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

const alerts = (rules: object[], hooks: object[] = []) => ({
  me: { __typename: 'Account', id: '1', alertRules: rules, webhooks: hooks },
});

const webhooks = (entries: object[]) => ({
  me: { __typename: 'Account', id: '1', webhooks: entries },
});

const webhook = {
  __typename: 'Webhook',
  id: 'w1',
  url: 'https://example.org/alerts',
  createdAt: '2026-01-01T00:00:00Z',
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
    AlertRules: alerts([]),
    Webhooks: webhooks([]),
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
  const { user } = await show({
    'POST /api/account/email': { emailId: 'e1' },
    'GET /api/emails/e1': { state: 'SENT', until: '2026-01-01T12:10:00Z' },
  });
  const email = section('Profile').getByRole('textbox', { name: 'New e-mail' });
  await user.type(email, 'anna@example.org{Enter}');
  expect(await screen.findByText(/We sent a message to anna@example.org/)).toBeTruthy();
});

it('says when the email for a new address was not sent', async () => {
  const { user } = await show({
    'POST /api/account/email': { emailId: 'e1' },
    'GET /api/emails/e1': { state: 'REFUSED', until: '2026-01-01T12:10:00Z' },
  });
  const email = section('Profile').getByRole('textbox', { name: 'New e-mail' });
  await user.type(email, 'anna@example.org{Enter}');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/^Message to anna@example.orgThe mail server refused/);
});

it('says when the email for a new address is delayed', async () => {
  const { user } = await show({
    'POST /api/account/email': { emailId: 'e1' },
    'GET /api/emails/e1': { state: 'UNAVAILABLE', until: '2026-01-01T12:10:00Z' },
  });
  const email = section('Profile').getByRole('textbox', { name: 'New e-mail' });
  await user.type(email, 'anna@example.org{Enter}');
  expect(
    await screen.findByText(/message to anna@example.org is delayed. The e-mail/),
  ).toBeTruthy();
});

it('asks for a recent sign-in before it deletes the account', async () => {
  const { sent, user } = await show({
    'DELETE /api/account': refusal('SIGN_IN_AGAIN', 'Sign in again.'),
    'POST /api/sign-in/link': { code: '4711', emailId: 'e1' },
    'GET /api/emails/e1': { state: 'SENT', until: '2026-01-01T12:10:00Z' },
  });
  const data = section('Delete account');
  await user.click(data.getByRole('button', { name: 'Delete my account…' }));
  await user.type(data.getByRole('textbox', { name: 'Your e-mail, to confirm' }), ann.email);
  await user.click(data.getByRole('button', { name: 'Delete permanently' }));
  expect(await screen.findByText('Sign in again to continue')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'DELETE /api/account', body: { email: ann.email } });
  await user.click(data.getByRole('button', { name: 'Send sign-in link' }));
  expect(await screen.findByText('4711')).toBeTruthy();
  expect(await screen.findByText(/We sent a sign-in link/)).toBeTruthy();
  expect(screen.getAllByRole('status')).toHaveLength(1);
  await user.click(data.getByRole('button', { name: 'Send it again' }));
  expect(screen.getByText('Sign in again to continue')).toBeTruthy();
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

it('adds an alert rule, after it has checked it', async () => {
  const { sent, user } = await show({
    AlertRules: alerts([], [webhook]),
    CreateAlertRule: { createAlertRule: { __typename: 'AlertRule', id: 'r1' } },
  });
  await user.click(await screen.findByRole('button', { name: 'Add an alert rule' }));
  const form = within(screen.getByRole('form', { name: 'New alert rule' }));
  const limit = form.getByRole('textbox', { name: 'Limit in ms' });
  await user.clear(limit);
  await user.type(limit, 'fast');
  await user.click(form.getByRole('button', { name: 'Add rule' }));
  expect(form.getByRole('alert').textContent).toBe('Enter 1 to 60,000 ms.');
  await user.clear(limit);
  await user.type(limit, '250');
  await user.click(form.getByRole('checkbox', { name: 'Send me an e-mail' }));
  await user.selectOptions(
    form.getByRole('combobox', { name: 'Post it to a webhook' }),
    webhook.url,
  );
  await user.click(form.getByRole('button', { name: 'Add rule' }));
  await waitFor(() => {
    expect(screen.queryByRole('form', { name: 'New alert rule' })).toBeNull();
  });
  expect(sent).toContainEqual({
    name: 'CreateAlertRule',
    body: {
      rule: {
        meetingId: null,
        kind: 'LATENCY',
        threshold: 250,
        seconds: 30,
        byEmail: true,
        webhookId: 'w1',
      },
    },
  });
});

it('lists alert rules and deletes one', async () => {
  const { sent, user } = await show({
    AlertRules: alerts([
      {
        __typename: 'AlertRule',
        id: 'r1',
        meetingId: null,
        kind: 'LOSS',
        threshold: 5,
        seconds: 30,
        byEmail: true,
        webhookId: null,
        text: 'packet loss above 5 % for 30 s',
      },
    ]),
    DeleteAlertRule: { deleteAlertRule: 'r1' },
  });
  expect(
    await screen.findByText('all meetings that you created · shown in the room · e-mail'),
  ).toBeTruthy();
  await user.click(
    screen.getByRole('button', { name: 'Delete the rule “packet loss above 5 % for 30 s”' }),
  );
  expect(sent).toContainEqual({ name: 'DeleteAlertRule', body: { id: 'r1' } });
});

it('shows the secret of a new webhook once', async () => {
  const { user } = await show({
    CreateWebhook: {
      createWebhook: { __typename: 'CreatedWebhook', secret: 'chattycat_whsec_abc', webhook },
    },
  });
  const url = section('Webhooks').getByRole('textbox', { name: 'URL' });
  await user.type(url, `${webhook.url}{Enter}`);
  expect(await screen.findByText('chattycat_whsec_abc')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  expect(screen.queryByText('chattycat_whsec_abc')).toBeNull();
});

it('shows what became of messages to a webhook', async () => {
  const { sent, user } = await show({
    Webhooks: webhooks([
      {
        ...webhook,
        deliveries: [
          {
            __typename: 'WebhookDelivery',
            id: 'd1',
            event: 'alert.began',
            status: 'FAILED',
            attempts: 10,
            createdAt: '2026-01-01T00:00:00Z',
            lastAttemptAt: '2026-01-01T00:00:00Z',
            nextAttemptAt: null,
            httpStatus: 503,
            problem: 'It answered with the status 503.',
          },
        ],
      },
    ]),
    TestWebhook: { testWebhook: { __typename: 'WebhookDelivery', id: 'd2' } },
  });
  const row = within((await screen.findByText('Alert began')).closest('tr') as HTMLElement);
  expect(row.getByText('Given up')).toBeTruthy();
  expect(row.getByText('It answered with the status 503.')).toBeTruthy();
  expect(row.getByText('10')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: `Send a test to ${webhook.url}` }));
  expect(sent).toContainEqual({ name: 'TestWebhook', body: { id: 'w1' } });
});
