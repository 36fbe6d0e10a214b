import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTrack, type FakeTrack } from '../testing/fakes';
import { lobbyChoices, nameInLobby } from '../engine/lobby-choices';
import { Lobby, type Entrance } from './lobby';

let account: object | null = null;
vi.mock('../../session/session-context', () => ({
  useSession: () => ({ account, guest: null, devMail: false, refresh: () => undefined }),
}));
vi.mock('./guest-switch', () => ({ GuestSwitch: () => null }));
vi.mock('./hosting/use-hosting', () => ({ useHosting: () => null }));
vi.mock('./level-meter', () => ({ LevelMeter: () => null }));
vi.mock('./video', () => ({ Video: () => <span data-testid="picture" /> }));

/** What the page asked the browser for, as kinds. */
let asked: string[];
let given: FakeTrack[];
let permit: Promise<unknown>;

function getUserMedia(wish: { audio: unknown; video: unknown }) {
  asked.push([wish.audio && 'audio', wish.video && 'video'].filter(Boolean).join('+'));
  const track = (kind: 'audio' | 'video') => {
    const made = fakeTrack(kind);
    given.push(made);
    return [made];
  };
  return permit.then(() => ({
    getAudioTracks: () => (wish.audio === false ? [] : track('audio')),
    getVideoTracks: () => (wish.video === false ? [] : track('video')),
  }));
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const says = (text: string) => screen.findByText(text);

describe('Lobby', () => {
  let entrance: Entrance | undefined;

  beforeEach(() => {
    asked = [];
    given = [];
    permit = Promise.resolve();
    entrance = undefined;
    vi.stubGlobal('MediaStream', vi.fn());
    Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      value: {
        getUserMedia,
        enumerateDevices: () => Promise.resolve([]),
        getSupportedConstraints: () => ({}),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      },
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(navigator, 'mediaDevices');
    Reflect.deleteProperty(navigator, 'permissions');
    localStorage.clear();
    account = null;
  });

  function permitted(state: PermissionState) {
    Object.defineProperty(navigator, 'permissions', {
      configurable: true,
      value: { query: () => Promise.resolve({ state }) },
    });
  }

  function enter(recorded = false) {
    return render(
      <Lobby
        title={null}
        recorded={recorded}
        meetingId="m"
        displayName="Ann"
        onJoin={(made) => {
          entrance = made;
        }}
      />,
    );
  }

  it.each([true, false])('says whether the meeting is recorded (%s)', (recorded) => {
    enter(recorded);
    expect(screen.queryByText('This meeting is being recorded.') !== null).toBe(recorded);
  });

  it('opens no device by itself', async () => {
    enter();
    await says('You join with your camera off and your microphone off.');
    await press('Join');
    expect(asked).toEqual([]);
    expect(entrance).toEqual({ displayName: 'Ann', audio: null, video: null });
  });

  it('opens the camera by its button and the microphone by its own', async () => {
    enter();
    await press('Start video');
    await says('You join with your camera on and your microphone off.');
    expect(asked).toEqual(['video']);
    await press('Unmute');
    await says('You join with your camera on and your microphone on.');
    expect(asked).toEqual(['video', 'audio']);
  });

  it('asks for both at once, and goes in with what it shows', async () => {
    enter();
    await press('Turn on camera and microphone');
    expect(asked).toEqual(['audio+video']);
    await says('You join with your camera on and your microphone on.');
    await press('Mute');
    await says('You join with your camera on and your microphone muted.');
    await press('Join');
    expect(entrance?.video?.readyState).toBe('live');
    expect(entrance?.audio).toMatchObject({ readyState: 'live', enabled: false });
  });

  it('leaves devices that were handed over open, and closes all others', async () => {
    const { unmount } = enter();
    await press('Turn on camera and microphone');
    await says('You join with your camera on and your microphone on.');
    await press('Stop video');
    await press('Join');
    unmount();
    expect(entrance?.video).toBeNull();
    expect(given.map(({ kind, readyState }) => [kind, readyState])).toEqual([
      ['audio', 'live'],
      ['video', 'ended'],
    ]);
  });

  it('closes a device that the browser gives after joining', async () => {
    let allow: (value?: unknown) => void = () => undefined;
    permit = new Promise((resolve) => {
      allow = resolve;
    });
    const { unmount } = enter();
    await press('Start video');
    await press('Join');
    unmount();
    expect(entrance?.video).toBeNull();
    allow();
    await vi.waitFor(() => {
      expect(given.map(({ readyState }) => readyState)).toEqual(['ended']);
    });
  });

  it('reports an unplugged camera', async () => {
    enter();
    await press('Start video');
    await says('You join with your camera on and your microphone off.');
    given[0]?.end();
    const preview = within(screen.getByRole('region', { name: 'Preview' }));
    // Within the preview, whose size is fixed: nothing moves.
    expect((await preview.findByRole('alert')).textContent).toBe(
      'The camera stopped. Check that it is still connected.',
    );
    expect(screen.getByRole('button', { name: 'Start video' })).toBeTruthy();
  });

  it('opens what was on in the last lobby, where the browser does not ask', async () => {
    const first = enter();
    await press('Turn on camera and microphone');
    await says('You join with your camera on and your microphone on.');
    await press('Mute');
    await press('Join');
    first.unmount();
    permitted('prompt');
    const second = enter();
    await says('You join with your camera off and your microphone off.');
    second.unmount();
    permitted('granted');
    enter();
    await says('You join with your camera on and your microphone off.');
    expect(asked).toEqual(['audio+video', 'video']);
  });

  it('is skipped by people with an account who choose that', async () => {
    const guest = enter();
    expect(screen.queryByRole('switch', { name: 'Skip this page next time' })).toBeNull();
    guest.unmount();
    account = { id: '1', displayName: 'Ann' };
    enter();
    await userEvent.click(screen.getByRole('switch', { name: 'Skip this page next time' }));
    expect(lobbyChoices().skipped).toBe(false);
    await press('Join');
    expect(lobbyChoices().skipped).toBe(true);
  });

  it.each([
    ['an account', { id: '1', displayName: 'Ann' }, 'Annie', 'Annie'],
    ['an account that clears it', { id: '1', displayName: 'Ann' }, ' ', 'Ann'],
    ['a guest', null, 'Gus', 'Ann'],
  ])('remembers the name of %s', async (_, someone, typed, later) => {
    account = someone;
    enter();
    const field = screen.getByRole('textbox', { name: 'Your name' });
    await userEvent.clear(field);
    await userEvent.type(field, typed);
    await press('Join');
    expect(nameInLobby({ id: '1', displayName: 'Ann' })).toBe(later);
    expect(lobbyChoices().guestName).toBe(someone === null ? 'Gus' : '');
  });
});
