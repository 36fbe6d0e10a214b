import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nobody, refusal, renderInPage, serve, type Answers } from '../testing/server';
import { resultLines } from './fixture';
import LabPage from './lab-page';

const id = 'abcdefghijklmnopqrstuvwxyz012345';
const lab = { on: true, maxBytes: 1024 * 1024, maxSeconds: 1800, keepSeconds: 3600 };
const job = {
  id,
  state: 'RUNNING',
  fileName: 'two clocks.mp4',
  before: 0,
  progress: 0.4,
  message: '',
  expiresAt: '2026-03-01T13:00:00Z',
};
const session = { 'GET /api/session': nobody };
const video = new File(['video'], 'two clocks.mp4', { type: 'video/mp4' });

/** Uploads of the test: what was sent, and how the server answers. */
let uploads: FakeUpload[];

class FakeUpload {
  static answer: [number, object] | 'nothing' | 'broken' = 'nothing';
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => undefined;
  onerror = () => undefined;
  onabort = () => undefined;
  status = 0;
  responseText = '';
  headers: Record<string, string> = {};
  url = '';
  aborted = false;

  open(_method: string, url: string) {
    this.url = url;
    uploads.push(this);
  }

  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }

  send() {
    const { answer } = FakeUpload;
    this.upload.onprogress?.({ loaded: 1, total: 4 });
    if (answer === 'broken') {
      this.onerror();
    } else if (answer !== 'nothing') {
      this.status = answer[0];
      this.responseText = JSON.stringify(answer[1]);
      this.onload();
    }
  }

  abort() {
    this.aborted = true;
    this.onabort();
  }
}

beforeEach(() => {
  history.replaceState(null, '', '/lab');
  uploads = [];
  FakeUpload.answer = 'nothing';
  vi.stubGlobal('XMLHttpRequest', FakeUpload);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Also answers the result, which is no JSON document. */
function serveLab(answers: Answers) {
  const sent = serve({ ...session, 'GET /lab/jobs': lab, ...answers });
  const others = fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    path.endsWith('/result') ? Promise.resolve(new Response(resultLines)) : others(path, init),
  );
  return sent;
}

it('goes from the file to the report', async () => {
  let state = 'RUNNING';
  serveLab({ [`GET /lab/jobs/${id}`]: () => ({ ...job, state }) });
  FakeUpload.answer = [202, job];
  renderInPage(<LabPage />);
  await userEvent.setup().upload(await screen.findByLabelText('Video file'), video);
  expect(await screen.findByRole('status', { name: '' })).toBeTruthy();
  const bar = await screen.findByRole('progressbar', { name: 'Analysing' });
  expect(bar.getAttribute('aria-valuenow')).toBe('40');
  expect(uploads[0]?.url).toBe('/lab/jobs?name=two%20clocks.mp4');
  expect(uploads[0]?.headers['Content-Type']).toBe('application/octet-stream');
  expect(location.hash).toBe(`#${id}`);
  state = 'DONE';
  expect(
    await screen.findByRole('heading', { name: 'Clock 2 is 410 ms behind clock 1' }),
  ).toBeTruthy();
  expect(screen.getByText('280 – 540 ms')).toBeTruthy();
  expect(screen.getByRole('img', { name: /Differences of clocks 1 and 2/ })).toBeTruthy();
  expect(screen.getByText(/a clock in 67 % of the frames · 3 damaged frames/)).toBeTruthy();
  expect(screen.getAllByRole('row')).toHaveLength(3 + 3);
});

it('resumes after a reload, and says what the result lacks', async () => {
  history.replaceState(null, '', `/lab#${id}`);
  serveLab({ [`GET /lab/jobs/${id}`]: { ...job, state: 'DONE', message: 'Only the beginning.' } });
  renderInPage(<LabPage />);
  expect(await screen.findByRole('heading', { name: 'two clocks.mp4' })).toBeTruthy();
  expect(screen.getByText('Only the beginning.')).toBeTruthy();
});

it('shows every code on request', async () => {
  history.replaceState(null, '', `/lab#${id}`);
  serveLab({ [`GET /lab/jobs/${id}`]: { ...job, state: 'DONE' } });
  renderInPage(<LabPage />);
  const select = await screen.findByRole('combobox', { name: 'Show' });
  await userEvent.setup().selectOptions(select, 'Codes (4)');
  expect(screen.getAllByRole('cell', { name: /^oT260301120000\.500/ })).toHaveLength(2);
});

it('says why an analysis failed, and takes another video', async () => {
  history.replaceState(null, '', `/lab#${id}`);
  serveLab({ [`GET /lab/jobs/${id}`]: { ...job, state: 'FAILED', message: 'It is damaged.' } });
  renderInPage(<LabPage />);
  expect((await screen.findByRole('alert')).textContent).toBe('It is damaged.');
  expect(location.hash).toBe('');
  expect(await screen.findByLabelText('Video file')).toBeTruthy();
});

it('shows what the server says instead of accepting a video', async () => {
  FakeUpload.answer = [415, { code: 'LAB_NO_VIDEO', detail: 'This file is not a video.' }];
  serveLab({});
  renderInPage(<LabPage />);
  await userEvent.setup().upload(await screen.findByLabelText('Video file'), video);
  expect((await screen.findByRole('alert')).textContent).toBe('This file is not a video.');
});

it('asks for the reason when the connection closes during the upload', async () => {
  let asked = 0;
  FakeUpload.answer = 'broken';
  serveLab({
    'GET /lab/jobs': () => (++asked > 2 ? { ...lab, refusal: 'The server is busy.' } : lab),
  });
  renderInPage(<LabPage />);
  await userEvent.setup().upload(await screen.findByLabelText('Video file'), video);
  expect((await screen.findByRole('alert')).textContent).toBe('The server is busy.');
});

it('refuses a large file before it is sent', async () => {
  serveLab({});
  renderInPage(<LabPage />);
  const large = new File([new Uint8Array(1024 * 1024 + 1)], 'large.mp4', { type: 'video/mp4' });
  await userEvent.setup().upload(await screen.findByLabelText('Video file'), large);
  expect((await screen.findByRole('alert')).textContent).toMatch(/larger than 1 MB/);
  expect(uploads).toHaveLength(0);
});

it('takes one dropped file, not several', async () => {
  serveLab({});
  renderInPage(<LabPage />);
  const zone = (await screen.findByText('Choose a video, or drop it here')).closest('label');
  if (zone === null) throw new Error('no drop zone');
  fireEvent.drop(zone, { dataTransfer: { files: [video, video] } });
  expect((await screen.findByRole('alert')).textContent).toBe('Choose one video at a time.');
  fireEvent.drop(zone, { dataTransfer: { files: [video] } });
  expect(await screen.findByRole('progressbar', { name: 'Uploading' })).toBeTruthy();
});

it('cancels an upload and an analysis', async () => {
  const user = userEvent.setup();
  const sent = serveLab({ [`GET /lab/jobs/${id}`]: job, [`DELETE /lab/jobs/${id}`]: {} });
  renderInPage(<LabPage />);
  await user.upload(await screen.findByLabelText('Video file'), video);
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(uploads[0]?.aborted).toBe(true);
  FakeUpload.answer = [202, job];
  await user.upload(await screen.findByLabelText('Video file'), video);
  await screen.findByRole('progressbar', { name: 'Analysing' });
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByLabelText('Video file')).toBeTruthy();
  await waitFor(() => {
    expect(sent.map(({ name }) => name)).toContain(`DELETE /lab/jobs/${id}`);
  });
  expect(location.hash).toBe('');
});

it('says when the lab is off, and when it cannot be reached', async () => {
  serveLab({ 'GET /lab/jobs': { ...lab, on: false, refusal: 'off' } });
  renderInPage(<LabPage />);
  expect(await screen.findByText('The lab is off on this server')).toBeTruthy();
});

it('says when the server does not answer, and tries again on request', async () => {
  let answer: unknown = refusal('DATABASE_AWAY', 'The database does not answer.');
  serveLab({ 'GET /lab/jobs': () => answer });
  renderInPage(<LabPage />);
  expect((await screen.findByRole('alert')).textContent).toBe('The database does not answer.');
  answer = lab;
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByLabelText('Video file')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
