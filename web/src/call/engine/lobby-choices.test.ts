import { afterEach, expect, it, vi } from 'vitest';
import { isAllowed, keepLobbyChoices, lobbyChoices, nameInLobby } from './lobby-choices';

const nothing = {
  camera: false,
  microphone: false,
  skipped: false,
  guestName: '',
  accountName: null,
};

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

it('keeps each choice beside the others', () => {
  expect(lobbyChoices()).toEqual(nothing);
  keepLobbyChoices({ camera: true });
  keepLobbyChoices({ skipped: true, guestName: 'Gus' });
  expect(lobbyChoices()).toEqual({ ...nothing, camera: true, skipped: true, guestName: 'Gus' });
});

it.each(['', 'null', '[1]', '{"camera":"yes","guestName":7,"accountName":{"typed":"x"}}'])(
  'ignores what is stored as %s',
  (text) => {
    localStorage.setItem('chattycat.lobby', text);
    expect(lobbyChoices()).toEqual(nothing);
  },
);

it('gives the typed name to its account only, until the account has another name', () => {
  keepLobbyChoices({ accountName: { accountId: '1', instead: 'Ann', typed: 'Annie' } });
  expect(nameInLobby({ id: '1', displayName: 'Ann' })).toBe('Annie');
  expect(nameInLobby({ id: '2', displayName: 'Ann' })).toBe('Ann');
  expect(nameInLobby({ id: '1', displayName: 'Anna' })).toBe('Anna');
});

it('opens a device by itself only where the browser says that it does not ask', async () => {
  const query = vi.fn().mockResolvedValue({ state: 'granted' });
  vi.stubGlobal('navigator', { permissions: { query } });
  expect(await isAllowed('camera')).toBe(true);
  query.mockResolvedValue({ state: 'prompt' });
  expect(await isAllowed('camera')).toBe(false);
  query.mockRejectedValue(new TypeError('camera is not a permission name'));
  expect(await isAllowed('camera')).toBe(false);
  vi.stubGlobal('navigator', {});
  expect(await isAllowed('microphone')).toBe(false);
});
