import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ann, nobody, renderInPage, serve } from '../../testing/server';
import { setViewport } from '../../testing/viewport';
import type { Call, CallState } from '../engine/call';
import { Store } from '../engine/store';
import { Conversation } from '../engine/conversation';
import { noRecording, RecordingConsent } from '../engine/recording-consent';
import { participant } from '../testing/participant';
import { Controls } from './controls';
import { shortcuts } from './shortcuts/shortcuts';
import { SoundOutput } from './sound';

const room = [participant({ you: true })];
const own = { microphone: 'off', camera: 'off', screen: 'off' };

const say = vi.fn(() => Promise.resolve());

function show(session: object, change: object = {}) {
  serve({ 'GET /api/session': session });
  const state = new Store({ own: { ...own, ...change }, room } as unknown as CallState);
  const recording = new RecordingConsent(() => Promise.resolve());
  const conversation = new Conversation(say);
  const call = {
    state,
    conversation,
    recording,
    leave: vi.fn(),
    own: {
      get state() {
        return state.get().own;
      },
      mute: vi.fn(),
      unmute: vi.fn(() => Promise.resolve()),
      startVideo: vi.fn(),
      stopVideo: vi.fn(),
      startScreen: vi.fn(),
      stopScreen: vi.fn(),
      chooseDevice: vi.fn(),
    },
  };
  const output = new SoundOutput();
  const measuring = { open: false, asked: false, toggle: vi.fn(), close: vi.fn() };
  const chatting = { open: false, toggle: vi.fn(), close: vi.fn() };
  const layout = { view: 'grid', pinned: null, choose: vi.fn(), pin: vi.fn() } as const;
  const statistics = {
    open: false,
    tile: null,
    asked: 0,
    choose: vi.fn(),
    show: vi.fn(),
    toggle: vi.fn(),
    close: vi.fn(),
  };
  renderInPage(
    <Controls
      call={call as unknown as Call}
      output={output}
      meetingId="m1"
      measuring={measuring}
      chatting={chatting}
      statistics={statistics}
      layout={layout}
      callWindow={null}
    />,
  );
  const set = (next: object) => {
    act(() => {
      state.set({ own: { ...own, ...next }, room } as unknown as CallState);
    });
  };
  return { call, set, state, recording, chatting, measuring, statistics };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

beforeEach(() => {
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getSupportedConstraints: () => ({}),
      enumerateDevices: () =>
        Promise.resolve([
          { kind: 'videoinput', deviceId: 'c1', label: 'Front camera' },
          { kind: 'videoinput', deviceId: 'c2', label: 'Back camera' },
          { kind: 'audioinput', deviceId: 'a1', label: '' },
        ]),
      getDisplayMedia: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, 'fullscreenEnabled');
});

it('turns the camera and the microphone on and off, each by its own button', async () => {
  const user = userEvent.setup();
  const { call, set } = show(ann);
  await user.click(button('Start video'));
  expect(call.own.startVideo).toHaveBeenCalledOnce();
  expect(call.own.unmute).not.toHaveBeenCalled();
  set({ camera: 'on' });
  await user.click(button('Stop video'));
  expect(call.own.stopVideo).toHaveBeenCalledOnce();

  await user.click(button('Unmute'));
  expect(call.own.unmute).toHaveBeenCalledOnce();
  set({ microphone: 'on' });
  await user.click(button('Mute'));
  expect(call.own.mute).toHaveBeenCalledOnce();
});

it('waits while a device is starting', () => {
  show(ann, { camera: 'starting', microphone: 'starting' });
  expect(button('Start video').disabled).toBe(true);
  expect(button('Unmute').disabled).toBe(true);
});

it('leaves', async () => {
  const { call } = show(ann);
  await userEvent.setup().click(button('Leave'));
  expect(call.leave).toHaveBeenCalledOnce();
});

it('links to the history for people with an account only', async () => {
  show(ann);
  const link = await screen.findByRole('link', { name: 'History' });
  expect(link.getAttribute('href')).toBe('/m/m1/history');
});

it('shows guests no link to the history', async () => {
  show({ ...nobody, guest: { meetingId: 'm1', displayName: 'Gus' } });
  await waitFor(() => {
    expect(button('Leave')).toBeTruthy();
  });
  expect(screen.queryByRole('link', { name: 'History' })).toBeNull();
});

it('copies the link and announces it', async () => {
  // It brings a clipboard.
  const user = userEvent.setup();
  show(ann);
  await user.click(button('Copy link'));
  expect(await screen.findByText('Link copied')).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(`${location.origin}/m/m1`);
});

it('opens the invitation again, with the code', async () => {
  const user = userEvent.setup();
  const { call } = show(nobody);
  call.conversation.shortCode.set('fox-candle-ocean-42');
  await user.click(button('More'));
  await user.click(await screen.findByRole('menuitem', { name: 'Invite' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite people' }));
  expect(dialog.getByText('fox-candle-ocean-42')).toBeTruthy();
  expect(dialog.getByRole('img', { name: 'The link as a QR code' })).toBeTruthy();
  expect(dialog.getByRole('link', { name: 'E-mail' })).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Calendar' })).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('offers the devices by name and uses the one that is chosen', async () => {
  const user = userEvent.setup();
  const { call } = show(ann);
  await user.click(button('Devices'));
  const camera = await screen.findByRole('combobox', { name: 'Camera' });
  expect(screen.getByRole('option', { name: 'Microphone 1' })).toBeTruthy();
  await user.selectOptions(camera, 'Back camera');
  expect(call.own.chooseDevice).toHaveBeenCalledExactlyOnceWith('camera', 'c2');
});

it('does the same by keys, and says which in tooltips until they are turned off', async () => {
  const stop = shortcuts.listen();
  const user = userEvent.setup();
  Object.defineProperty(document, 'fullscreenEnabled', { configurable: true, value: true });
  const { call, set } = show(ann);
  expect(button('Unmute').title).toBe('Unmute (M), or hold Space to talk');
  const link = await screen.findByRole('link', { name: 'History' });
  expect(link.title).toBe('History; N notes something');
  await user.click(button('More'));
  const titles = screen.getAllByRole('menuitem').map(({ title }) => title);
  expect(titles).toEqual(
    expect.arrayContaining(['Full screen (F)', 'Statistics (I)', 'Keyboard shortcuts (?)']),
  );
  await user.keyboard('{Escape}');
  await user.keyboard('mv');
  expect(call.own.unmute).toHaveBeenCalledOnce();
  expect(call.own.startVideo).toHaveBeenCalledOnce();
  set({ microphone: 'on', camera: 'on' });
  await user.keyboard('mv');
  expect(call.own.mute).toHaveBeenCalledOnce();
  expect(call.own.stopVideo).toHaveBeenCalledOnce();

  await user.keyboard('?');
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(list.textContent).toContain('Mute or unmuteM');
  await user.click(screen.getByRole('switch', { name: 'Use keyboard shortcuts' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.keyboard('m?');
  expect(call.own.mute).toHaveBeenCalledOnce();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(button('Mute').title).toBe('Mute');
  expect(link.title).toBe('History');
  shortcuts.enable(true);
  stop();
});

it('unmutes while the space bar is held, also where the microphone opens later', async () => {
  const stop = shortcuts.listen();
  const user = userEvent.setup();
  const { call } = show(ann);
  await user.keyboard('[Space>]');
  expect(call.own.unmute).toHaveBeenCalledOnce();
  expect(call.own.mute).not.toHaveBeenCalled();
  await user.keyboard('[/Space]');
  expect(call.own.mute).toHaveBeenCalledTimes(1);
  let open: () => void = () => undefined;
  call.own.unmute.mockReturnValue(
    new Promise<void>((resolve) => {
      open = resolve;
    }),
  );
  await user.keyboard('[Space]');
  expect(call.own.mute).toHaveBeenCalledTimes(2);
  open();
  await waitFor(() => {
    expect(call.own.mute).toHaveBeenCalledTimes(3);
  });
  stop();
});

it('offers hosts to record while nothing is recorded', async () => {
  const user = userEvent.setup();
  const { state, recording } = show(ann);
  const offered = async () => {
    await user.click(button('More'));
    await screen.findByRole('menu');
    const item = screen.queryByRole('menuitem', { name: 'Record' });
    await user.keyboard('{Escape}');
    return item !== null;
  };
  expect(await offered()).toBe(false);
  act(() => {
    state.update((before) => ({ ...before, room: [participant({ you: true, host: true })] }));
  });
  expect(await offered()).toBe(true);
  await user.click(button('More'));
  await user.click(await screen.findByRole('menuitem', { name: 'Record' }));
  await user.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }),
  );
  act(() => {
    recording.set({ ...noRecording, active: true, id: 'r1' });
  });
  expect(await offered()).toBe(false);
});

it('raises the hand, reacts and opens the chat', async () => {
  const stop = shortcuts.listen();
  const user = userEvent.setup();
  const { call, chatting } = show(ann);
  await user.keyboard('hc');
  expect(say).toHaveBeenCalledExactlyOnceWith({ type: 'hand', raised: true });
  expect(chatting.toggle).toHaveBeenCalledOnce();
  await user.click(button('React'));
  await user.click(button('Clap'));
  expect(say).toHaveBeenLastCalledWith({ type: 'react', reaction: 'clap' });
  act(() => {
    call.conversation.unread.set(3);
  });
  expect(button('Chat, 3 new').textContent).toBe('Chat');
  stop();
});

it('opens the statistics by key and in the menu, which has the notifications too', async () => {
  const stop = shortcuts.listen();
  const user = userEvent.setup();
  const { statistics } = show(ann);
  await user.keyboard('i');
  expect(statistics.toggle).toHaveBeenCalledOnce();
  await user.click(button('More'));
  await user.click(await screen.findByRole('menuitem', { name: 'Statistics' }));
  expect(statistics.show).toHaveBeenCalledExactlyOnceWith(null);
  await user.click(button('More'));
  await user.click(await screen.findByRole('menuitem', { name: 'Notifications' }));
  expect(await screen.findByRole('dialog', { name: 'Notifications' })).toBeTruthy();
  stop();
});

describe('on a phone', () => {
  beforeEach(() => {
    setViewport(390, 844);
  });

  afterEach(() => {
    setViewport(1280, 720);
  });

  it('has six buttons with short labels, and everything else in the menu', async () => {
    const user = userEvent.setup();
    const { call, set, measuring } = show(ann);
    const bar = within(screen.getByRole('group', { name: 'Call controls' }));
    const words = bar
      .getAllByRole('button')
      .map((one) => one.querySelector('span.lg\\:hidden')?.textContent ?? one.textContent);
    expect(words).toEqual(['Unmute', 'Video', 'Hand', 'Chat', 'More', 'Leave']);

    await user.click(button('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Clap' }));
    expect(say).toHaveBeenLastCalledWith({ type: 'react', reaction: 'clap' });
    await user.click(button('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Measure' }));
    expect(measuring.toggle).toHaveBeenCalledOnce();
    await user.click(button('More'));
    expect(await screen.findByRole('menuitem', { name: 'Copy link' })).toBeTruthy();
    await user.click(await screen.findByRole('menuitem', { name: 'Share screen' }));
    expect(call.own.startScreen).toHaveBeenCalledOnce();
    set({ screen: 'on' });
    await user.click(button('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Stop sharing' }));
    expect(call.own.stopScreen).toHaveBeenCalledOnce();
  });

  it('chooses devices in a dialog', async () => {
    const user = userEvent.setup();
    const { call } = show(ann);
    await user.click(button('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Devices' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Devices' }));
    await user.selectOptions(
      await dialog.findByRole('combobox', { name: 'Camera' }),
      'Back camera',
    );
    expect(call.own.chooseDevice).toHaveBeenCalledExactlyOnceWith('camera', 'c2');
  });
});

it.each([
  [390, 'Video'],
  [1280, 'Start video'],
])('shows words of the names of buttons at %i pixels', (width, word) => {
  setViewport(width, 800);
  show(ann);
  for (const one of within(screen.getByRole('group', { name: 'Call controls' })).getAllByRole(
    'button',
  )) {
    const name = one.getAttribute('aria-label')?.toLowerCase() ?? '';
    for (const caption of one.querySelectorAll('span[class*=font-medium]')) {
      expect(name).toContain(caption.textContent.toLowerCase());
    }
  }
  expect(button('Start video').textContent).toContain(word);
});
