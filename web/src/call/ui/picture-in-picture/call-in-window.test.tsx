import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Window as OtherWindow } from 'happy-dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeCall, measurement, people } from '../../testing/fake-call';
import { camera } from '../../testing/participant';
import { CallInWindow } from './call-in-window';
import { useCallWindow } from './use-call-window';

/** What the browser opens: a window with a document of its own. */
class FakeWindow extends EventTarget {
  readonly document = new OtherWindow().document as unknown as Document;
  readonly innerWidth = 360;
  readonly innerHeight = 270;

  close(): void {
    host.window = null;
    this.dispatchEvent(new Event('pagehide'));
  }
}

const host = { window: null as FakeWindow | null, requestWindow: vi.fn() };
let hidden = false;
let openByItself: (() => void) | null = null;

beforeEach(() => {
  host.window = null;
  host.requestWindow = vi.fn(() => {
    host.window = new FakeWindow();
    return Promise.resolve(host.window);
  });
  hidden = false;
  vi.stubGlobal('documentPictureInPicture', host);
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  vi.stubGlobal('navigator', {
    ...navigator,
    mediaSession: {
      setActionHandler: (action: string, handler: (() => void) | null) => {
        expect(action).toBe('enterpictureinpicture');
        openByItself = handler;
      },
    },
  });
});

afterEach(() => {
  host.window?.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Shown({ call, wanted }: { call: ReturnType<typeof fakeCall>; wanted: boolean }) {
  const callWindow = useCallWindow(wanted);
  return (
    <>
      {callWindow !== null && <button onClick={callWindow.toggle}>Toggle</button>}
      {callWindow?.window && <CallInWindow call={call.call} window={callWindow.window} />}
    </>
  );
}

function show(room = people(3)) {
  const call = fakeCall(room);
  const { rerender } = render(<Shown call={call} wanted />);
  const end = () => {
    rerender(<Shown call={call} wanted={false} />);
  };
  return { ...call, end };
}

const toggle = () => userEvent.click(screen.getByRole('button', { name: 'Toggle' }));
/** What is in the window. */
const inside = () => within(host.window?.document.body ?? document.createElement('body'));
/** Opens the window, and waits until the call is in it. */
async function open() {
  await toggle();
  await waitFor(() => {
    expect(inside().getByRole('group', { name: 'Call controls' })).toBeTruthy();
  });
}
const tiles = () =>
  inside()
    .getAllByRole('group')
    .map((one) => one.getAttribute('aria-label'))
    .filter((name) => name !== 'Call controls');

it('shows the others in a window of its own, whoever spoke last first', async () => {
  const { speakers } = show(people(7));
  await open();
  expect(tiles()).toHaveLength(4);
  expect(tiles()).not.toContain('Ann Archer (you)');
  act(() => {
    speakers.recent.set(['c6', 'c2']);
  });
  expect(tiles()[0]).toBe('王小明');
  expect(tiles()[1]).toBe('Chiara Maria di Lorenzo-Fontana');
  await toggle();
  expect(host.window).toBeNull();
  await waitFor(() => {
    expect(inside().queryAllByRole('group')).toEqual([]);
  });
});

it('shows a shared screen first, and oneself while nobody else is there', async () => {
  const shared = { ...camera('s1'), kind: 'screen' as const };
  const { state } = show(
    people(2).map((one) =>
      one.you ? one : { ...one, publications: [...one.publications, shared] },
    ),
  );
  await open();
  expect(tiles()).toEqual(['Ben (screen)', 'Ben']);
  act(() => {
    state.update((before) => ({ ...before, room: before.room.slice(0, 1) }));
  });
  expect(tiles()).toEqual(['Ann Archer (you)']);
});

it('shows the latency by the face it belongs to', async () => {
  const { call } = show();
  await open();
  act(() => {
    call.latency.add([measurement({ publicationId: 'c1', estimateMs: 212 })]);
  });
  const tile = within(inside().getByRole('group', { name: 'Ben' }));
  expect(await tile.findByText(/212 ms/)).toBeTruthy();
});

it('opens when the tab is hidden, where the browser offers it, and closes when it is shown again', async () => {
  show();
  openByItself?.();
  await waitFor(() => {
    expect(host.window).not.toBeNull();
  });
  hidden = true;
  document.dispatchEvent(new Event('visibilitychange'));
  expect(host.window).not.toBeNull();
  hidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  expect(host.window).toBeNull();
});

it('stays open when the tab is shown again if the person opened it', async () => {
  show();
  await open();
  document.dispatchEvent(new Event('visibilitychange'));
  expect(host.window).not.toBeNull();
});

it('closes at the end of the call', async () => {
  const { end } = show();
  await open();
  act(end);
  expect(host.window).toBeNull();
  expect(openByItself).toBeNull();
});

it('is as it was where the browser refuses the window, and is not offered where there is none', async () => {
  host.requestWindow = vi.fn(() => Promise.reject(new DOMException('', 'NotAllowedError')));
  const first = show();
  await toggle();
  expect(screen.getByRole('button', { name: 'Toggle' })).toBeTruthy();
  first.end();
  vi.stubGlobal('documentPictureInPicture', undefined);
  show();
  expect(screen.getAllByRole('button', { name: 'Toggle' })).toHaveLength(1);
});
