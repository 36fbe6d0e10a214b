import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve, type Answers } from '../../../testing/server';
import { WaitingRoom } from './waiting-room';

const path = '/api/meetings/m1/knock';
const askingWith = (hostPresent: boolean) => `GET ${path}?wait=true&hostPresent=${hostPresent}`;
const asking = askingWith(true);

const waiting = { state: 'WAITING', hostPresent: true };

function show(answers: Answers) {
  const sent = serve({ 'GET /api/session': ann, ...answers });
  const onAdmitted = vi.fn();
  const onAgain = vi.fn();
  const stopped = vi.fn();
  const video = { stop: stopped } as unknown as MediaStreamTrack;
  const { unmount } = renderInPage(
    <WaitingRoom
      meetingId="m1"
      displayName="Ann"
      tracks={{ audio: null, video }}
      onAdmitted={onAdmitted}
      onAgain={onAgain}
    />,
  );
  const names = () => sent.map(({ name }) => name).filter((name) => name.includes(path));
  return { sent, names, onAdmitted, onAgain, stopped, unmount, user: userEvent.setup() };
}

afterEach(() => {
  // Leaving the page still sends a request.
  cleanup();
  vi.unstubAllGlobals();
});

it('waits until the host lets the person in', async () => {
  let state = 'WAITING';
  const { sent, names, onAdmitted, stopped, unmount } = show({
    [`POST ${path}`]: waiting,
    [asking]: () => ({ ...waiting, state }),
  });
  expect(await screen.findByRole('heading', { name: 'Waiting for the host' })).toBeTruthy();
  await waitFor(
    () => {
      expect(names()).toContain(asking);
    },
    { timeout: 5000 },
  );
  expect(sent.find(({ name }) => name === `POST ${path}`)?.body).toEqual({ displayName: 'Ann' });
  expect(onAdmitted).not.toHaveBeenCalled();
  state = 'ADMITTED';
  await waitFor(
    () => {
      expect(onAdmitted).toHaveBeenCalledOnce();
    },
    { timeout: 5000 },
  );
  unmount();
  expect(names()).not.toContain(`DELETE ${path}`);
  expect(stopped).not.toHaveBeenCalled();
});

it('shows which meeting it is, and whether the host is there', async () => {
  const absent = { state: 'WAITING', hostPresent: false, title: 'Weekly review' };
  let answer: object = absent;
  show({
    [`POST ${path}`]: absent,
    [askingWith(false)]: () => answer,
    [asking]: () => answer,
  });
  expect(await screen.findByText('Weekly review')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toContain('The host is not in the meeting now.');
  answer = { ...absent, hostPresent: true };
  expect(
    await screen.findByText(/The host sees that you want to join/, undefined, { timeout: 5000 }),
  ).toBeTruthy();
});

it('tells the host when the person leaves', async () => {
  const { names, stopped, unmount } = show({ [`POST ${path}`]: waiting });
  await screen.findByRole('heading', { name: 'Waiting for the host' });
  unmount();
  expect(names()).toContain(`DELETE ${path}`);
  expect(stopped).toHaveBeenCalledOnce();
});

it('stops waiting with the page, and knocks again when the browser restores it', async () => {
  const { names } = show({ [`POST ${path}`]: waiting });
  await screen.findByText(/The host sees/);
  window.dispatchEvent(new Event('pagehide'));
  expect(names()).toEqual([`POST ${path}`, `DELETE ${path}`]);
  window.dispatchEvent(new Event('pageshow'));
  expect(names()).toEqual([`POST ${path}`, `DELETE ${path}`, `POST ${path}`]);
});

it.each([
  ['DENIED', 'You were not let in'],
  ['MEETING_ENDED', 'The host ended the meeting'],
  ['NOT_WAITING', 'Nobody has let you in'],
])('says that waiting is over (%s), and releases the devices', async (state, title) => {
  const { names, onAgain, stopped, user } = show({ [`POST ${path}`]: { ...waiting, state } });
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Go home' })).toBeTruthy();
  expect(stopped).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Ask again' }));
  expect(onAgain).toHaveBeenCalledOnce();
  expect(names()).toEqual([`POST ${path}`]);
});

it('says why the host cannot be asked', async () => {
  const { stopped } = show({
    [`POST ${path}`]: refusal('MEETING_LOCKED', 'This meeting is locked.'),
  });
  expect((await screen.findByRole('alert')).textContent).toBe('This meeting is locked.');
  expect(stopped).toHaveBeenCalledOnce();
});
