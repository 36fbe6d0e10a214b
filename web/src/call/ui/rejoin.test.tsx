import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ann, renderInPage, serve } from '../../testing/server';
import type { Interrupted } from '../engine/reload';
import { fakeTrack, type FakeTrack } from '../testing/fakes';
import type { Entrance } from './lobby';
import { Rejoin } from './rejoin';

/** What the page asked the browser for, as kinds. */
let asked: string[];
let given: FakeTrack[];
/** Kinds that the browser does not open. */
let broken: string[];
let entrance: Entrance | undefined;
const onLobby = vi.fn();

function getUserMedia(wish: { audio: unknown; video: unknown }) {
  const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind] !== false);
  asked.push(kinds.join('+'));
  if (kinds.some((kind) => broken.includes(kind))) {
    return Promise.reject(Object.assign(new Error('none'), { name: 'NotFoundError' }));
  }
  const tracks = kinds.map((kind) => fakeTrack(kind));
  given.push(...tracks);
  return Promise.resolve({
    getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
  });
}

beforeEach(() => {
  asked = [];
  given = [];
  broken = [];
  entrance = undefined;
  onLobby.mockReset();
  serve({ 'GET /api/session': ann });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
});

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

function show(change: Partial<Interrupted>) {
  return renderInPage(
    <Rejoin
      interrupted={{ meetingId: 'm', camera: false, microphone: 'off', ...change }}
      title="Weekly review"
      displayName="Ann A."
      onRejoin={(made) => {
        entrance = made;
      }}
      onLobby={onLobby}
    />,
  );
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const facts = () =>
  Object.fromEntries(
    screen.getAllByRole('term').map((term) => [term.textContent, term.nextSibling?.textContent]),
  );

it('says what will be on before anything is', () => {
  show({ camera: true, microphone: 'muted' });
  expect(screen.getByText('Weekly review')).toBeTruthy();
  expect(facts()).toEqual({ 'Your name': 'Ann A.', Camera: 'on', Microphone: 'muted' });
  expect(asked).toEqual([]);
});

it.each([
  [{ camera: true, microphone: 'on' }, ['audio+video'], true, true],
  [{ camera: true, microphone: 'muted' }, ['audio+video'], true, false],
  [{ camera: false, microphone: 'muted' }, ['audio'], false, false],
  [{ camera: true, microphone: 'off' }, ['video'], true, null],
  [{ camera: false, microphone: 'off' }, [], false, null],
] as const)('restores %o by one press', async (interrupted, kinds, video, audible) => {
  show(interrupted);
  await press('Rejoin');
  await vi.waitFor(() => {
    expect(entrance?.displayName).toBe('Ann A.');
  });
  expect(asked).toEqual(kinds);
  expect(entrance?.video?.readyState).toBe(video ? 'live' : undefined);
  expect(entrance?.audio?.enabled ?? null).toBe(audible);
});

it('says what could not be opened, and rejoins without it by another press', async () => {
  broken = ['video'];
  show({ camera: true, microphone: 'on' });
  await press('Rejoin');
  expect((await screen.findByRole('alert')).textContent).toContain('No camera found');
  expect(facts()).toMatchObject({ Camera: 'off', Microphone: 'on' });
  expect(entrance).toBeUndefined();
  await press('Rejoin');
  expect(entrance).toMatchObject({ video: null, audio: { readyState: 'live', enabled: true } });
});

it('closes what it opened when the person goes elsewhere', async () => {
  broken = ['audio'];
  const { unmount } = show({ camera: true, microphone: 'on' });
  await press('Rejoin');
  await screen.findByRole('alert');
  unmount();
  expect(given.map(({ kind, readyState }) => [kind, readyState])).toEqual([['video', 'ended']]);
});

it('leads to the lobby, and back here by another reload', async () => {
  show({ camera: true });
  window.dispatchEvent(new Event('pagehide'));
  expect(sessionStorage.getItem('chattycat.interrupted')).toContain('"camera":true');
  await press('Change something first');
  expect(onLobby).toHaveBeenCalledOnce();
});
