import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ann, nobody, refusal, renderInPage, serve, type Answers } from '../testing/server';
import StatusPage from './status-page';

const operator = { ...ann, operator: true };

const none = { __typename: 'WaitingMessages', waiting: 0, oldestSeconds: 0, failing: 0 };

const status = (changed: object = {}) => ({
  status: {
    __typename: 'Status',
    at: '2026-01-01T12:00:00Z',
    problems: [],
    instances: [
      {
        __typename: 'ApplicationInstance',
        id: '0199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c',
        answering: true,
        alive: true,
        version: '0.1.0',
        startedAt: '2026-01-01T10:00:00Z',
        renewedSecondsAgo: 0.4,
        participants: 12,
        sockets: 34,
      },
      {
        __typename: 'ApplicationInstance',
        id: '1199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c',
        answering: false,
        alive: false,
        version: null,
        startedAt: '2026-01-01T10:00:00Z',
        renewedSecondsAgo: 14,
        participants: 0,
        sockets: null,
      },
    ],
    database: {
      __typename: 'DatabaseStatus',
      answers: true,
      migration: '32',
      clockOffsetMs: -0.26,
      clockErrorMs: 0.1,
      pools: [
        { __typename: 'ConnectionPool', name: 'calls', inUse: 2, waiting: 0, most: 20 },
        { __typename: 'ConnectionPool', name: 'queries', inUse: 6, waiting: 3, most: 6 },
      ],
    },
    mediaServers: [
      {
        __typename: 'MediaServerStatus',
        address: 'ws://kurento:8888',
        answers: false,
        since: '2026-01-01T11:59:00Z',
        answeredSecondsAgo: 60,
        version: '7.3.0',
        full: false,
        drainingSince: null,
        meetings: 2,
        participants: 5,
        streams: 4,
      },
    ],
    workers: [
      {
        __typename: 'WorkerStatus',
        id: 'w1',
        name: 'worker-1',
        alive: true,
        startedAt: '2026-01-01T10:00:00Z',
        heartbeatSecondsAgo: 0.7,
        clockOffsetMs: null,
        clockErrorMs: null,
        taps: 4,
      },
    ],
    emails: { ...none, waiting: 3, oldestSeconds: 130, failing: 2 },
    webhooks: none,
    ...changed,
  },
});

const frozen = {
  __typename: 'StatusProblem',
  text: 'The media server ws://kurento:8888 does not answer.',
  since: '2026-01-01T11:57:00Z',
  runbook: 'A media server is dead or frozen',
};

function show(answers: Answers) {
  const sent = serve({ 'GET /api/session': operator, ...answers });
  renderInPage(<StatusPage />);
  return { sent, asked: () => sent.filter(({ name }) => name === 'InstallationStatus').length };
}

function setVisibility(state: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  history.replaceState(null, '', '/status');
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('shows the parts and says that everything works', async () => {
  show({ InstallationStatus: status() });
  const problems = within(await screen.findByRole('region', { name: 'Problems' }));
  expect(problems.getByRole('status').textContent).toBe('Everything works.');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Status');
  const texts = (name: string) => screen.getByRole('region', { name }).textContent;
  expect(texts('Application')).toMatch(/Instance 0199a5b0Runs, answers this pageVersion0\.1\.0/);
  expect(texts('Application')).toMatch(/People in calls12Open sockets34/);
  expect(texts('Application')).toMatch(/Does not renew its leaseVersionAn earlier one/);
  expect(texts('Database')).toContain('Version of the tables32');
  expect(texts('Database')).toContain('-0.3 ms ± 0.1 ms');
  expect(texts('Database')).toContain('6 of 6 in use, 3 wait');
  expect(texts('Media servers')).toMatch(
    /ws:\/\/kurento:8888Does not answerTake out of serviceVersion7\.3\.0/,
  );
  expect(texts('Media servers')).toContain('Last answer60 s ago');
  expect(texts('Analysis workers')).toMatch(/worker-1Runs.*Not compared yet/);
  expect(texts('Messages that wait')).toContain(
    'Waiting3The oldest waits2 minFailed at least once2',
  );
});

it('says where there is no part of a kind', async () => {
  show({ InstallationStatus: status({ workers: [], mediaServers: [] }) });
  const workers = await screen.findByRole('region', { name: 'Analysis workers' });
  expect(workers.textContent).toContain('None is running.');
  expect(screen.getByRole('region', { name: 'Media servers' }).textContent).toContain('None is');
});

it('shows problems first, with what to do, and announces them politely', async () => {
  const other = { ...frozen, text: 'No worker.', since: null, runbook: 'A worker is dead' };
  show({ InstallationStatus: status({ problems: [frozen, other] }) });
  const problems = await screen.findByRole('region', { name: 'Problems' });
  expect(within(problems).getByRole('status').textContent).toBe(
    `2 problems: ${frozen.text} No worker.`,
  );
  const [first, second] = within(problems).getAllByRole('listitem');
  expect(first?.textContent).toContain('For 3 min, since');
  expect(first?.textContent).toContain(
    'section “A media server is dead or frozen” of docs/operations.md',
  );
  expect(second?.textContent).not.toContain('since');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByText('Everything works.')).toBeNull();
  const parts = screen.getByRole('region', { name: 'Application' });
  expect(problems.compareDocumentPosition(parts)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('takes a media server out of service and puts it back', async () => {
  let drainingSince: string | null = null;
  const server = () => ({ ...status().status.mediaServers[0], answers: true, drainingSince });
  const { sent } = show({
    InstallationStatus: () => status({ mediaServers: [server()] }),
    DrainMediaServer: () => {
      drainingSince = drainingSince === null ? '2026-01-01T12:00:00Z' : null;
      return { drainMediaServer: { __typename: 'Status', at: '2026-01-01T12:00:00Z' } };
    },
  });
  const address = 'ws://kurento:8888';
  await userEvent.click(
    await screen.findByRole('button', { name: `Take out of service: ${address}` }),
  );
  expect(await screen.findByText('Going out of service')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'DrainMediaServer', body: { address, draining: true } });
  await userEvent.click(screen.getByRole('button', { name: `Put back into service: ${address}` }));
  expect(await screen.findByText('Answers')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'DrainMediaServer', body: { address, draining: false } });
});

it('says why a media server was not taken out of service', async () => {
  show({
    InstallationStatus: status(),
    DrainMediaServer: refusal('DATABASE_AWAY', 'The database is away.'),
  });
  await userEvent.click(await screen.findByRole('button', { name: /Take out of service/ }));
  expect((await screen.findByRole('alert')).textContent).not.toBe('');
});

it('reads the status every five seconds while the page is visible', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let problems: object[] = [frozen];
  const { asked } = show({ InstallationStatus: () => status({ problems }) });
  await screen.findByText(frozen.text);
  expect(asked()).toBe(1);

  problems = [];
  await pass(5000);
  expect(await screen.findByText('Everything works.', { selector: '.font-medium' })).toBeTruthy();
  const before = asked();

  setVisibility('hidden');
  await pass(30_000);
  expect(asked()).toBe(before);

  setVisibility('visible');
  await pass(100);
  expect(asked()).toBe(before + 1);
});

it('says that the status is out of date while it cannot be read', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let answer: unknown = status();
  show({ InstallationStatus: () => answer });
  await screen.findByRole('region', { name: 'Problems' });

  answer = refusal('DATABASE_AWAY', 'The database is away.');
  await pass(5000);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Out of date. The database does not respond.');
  expect(alert.textContent).toContain('“The database is away” of docs/operations.md');
  expect(screen.queryByText('Everything works.')).toBeNull();
  expect(screen.getByRole('region', { name: 'Application' })).toBeTruthy();

  answer = status();
  await pass(5000);
  await screen.findByRole('region', { name: 'Problems' });
  expect(screen.queryByRole('alert')).toBeNull();
});

it('notices a server that never answers', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let answer: unknown = status();
  show({ InstallationStatus: () => answer });
  await screen.findByRole('region', { name: 'Problems' });
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  answer = null;
  await pass(16_000);
  expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer.');
});

it('tells other accounts which setting it takes, and asks no more', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let answer: unknown = refusal('OPERATOR_ONLY', 'Only operators can see this.');
  const { asked } = show({ 'GET /api/session': ann, InstallationStatus: () => answer });
  await screen.findByRole('heading', { name: 'Only operators can see the status' });
  expect(screen.getByText(/ann@example.org/).textContent).toContain('CHATTYCAT_OPERATORS');
  const before = asked();
  await pass(30_000);
  expect(asked()).toBe(before);

  answer = status();
  await userEvent
    .setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) })
    .click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'Problems' })).toBeTruthy();
});

it('says why it cannot be loaded, and can try again', async () => {
  let answer: unknown = refusal('TOO_MANY', 'Too many requests.');
  show({ InstallationStatus: () => answer });
  await screen.findByRole('heading', { name: 'The status could not be loaded' });
  expect(screen.getByText('Too many requests.')).toBeTruthy();
  answer = status();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'Problems' })).toBeTruthy();
});

it('asks people to sign in first', async () => {
  show({ 'GET /api/session': nobody });
  expect(await screen.findByRole('heading', { name: 'Sign in to see the status' })).toBeTruthy();
});

it('is in the menu of operators only', async () => {
  show({ InstallationStatus: status() });
  await screen.findByRole('region', { name: 'Problems' });
  await userEvent.click(screen.getByRole('button', { name: 'Account and settings' }));
  const link = await screen.findByRole('menuitem', { name: 'Status' });
  expect(link.getAttribute('href')).toBe('/status');
});

it('is not in the menu of others', async () => {
  show({ 'GET /api/session': ann, InstallationStatus: refusal('OPERATOR_ONLY', 'Operators.') });
  await screen.findByRole('heading', { name: 'Only operators can see the status' });
  await userEvent.click(screen.getByRole('button', { name: 'Account and settings' }));
  await screen.findByRole('menuitem', { name: 'Account' });
  expect(screen.queryByRole('menuitem', { name: 'Status' })).toBeNull();
});
