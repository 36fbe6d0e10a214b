import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ann, renderInPage, serve } from '../../../testing/server';
import type { Call, CallState } from '../../engine/call';
import { LatencyBoard } from '../../engine/latency';
import type { Measurement } from '../../engine/measurement';
import type { ClockLink, SeenCode } from '../../engine/protocol';
import { SeenBoard } from '../../engine/seen-codes';
import { SignallingError } from '../../engine/signalling-error';
import type { CostState, StampState } from '../../engine/stamp-clock';
import type { StampRequestState } from '../../engine/stamp-request';
import { Store } from '../../engine/store';
import { linkForPhone } from './clock-link';
import { MeasurePanel } from './measure-panel';
import { describeSeen } from './seen-state';
import { describeCost } from './stamp-switch';
import { useMeasuring } from './use-measuring';

const publication = { id: 'p', kind: 'camera', audioMuted: true, videoMuted: false };
const room = [
  { id: 'a', you: true, publications: [publication] },
  { id: 'b', you: false, publications: [{ ...publication, id: 'q' }] },
];
const local = 'http://localhost:8080/clock#secret';
const lan = 'https://192.168.1.5:8443/clock#secret';

function linkAnswer(change: Partial<ClockLink> = {}): ClockLink {
  return {
    type: 'clockLink',
    ref: 1,
    url: 'https://call.example.org/clock#secret',
    lanUrl: null,
    lanFingerprint: null,
    reachable: true,
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    ...change,
  };
}

function show({
  camera = 'on',
  link = linkAnswer() as ClockLink | SignallingError,
  host = false,
} = {}) {
  const people = room.map((one) => ({ ...one, host: host && one.you }));
  const state = new Store({
    phase: 'joined',
    own: { camera },
    room: people,
  } as unknown as CallState);
  const clockLink = vi.fn(() =>
    link instanceof Error ? Promise.reject(link) : Promise.resolve(link),
  );
  const call = {
    state,
    clockLink,
    latency: new LatencyBoard(),
    seen: new SeenBoard(),
    stamp: {
      state: new Store<StampState>({
        phase: 'off',
        clockId: '04711',
        path: null,
        shows: null,
        problem: null,
      }),
      cost: new Store<CostState>({ cost: null, comparable: false }),
      start: vi.fn(),
      stop: vi.fn(),
    },
    stampRequest: { state: new Store<StampRequestState>({ active: false, answer: 'none' }) },
    own: { startVideo: vi.fn(() => Promise.resolve()) },
  };
  const onClose = vi.fn();
  const sent = serve({
    'GET /api/session': ann,
    RequestStamps: { requestStamps: { __typename: 'Meeting', id: 'm1', stampsRequested: true } },
  });
  renderInPage(
    <MeasurePanel call={call as unknown as Call} meetingId="m1" asked onClose={onClose} />,
  );
  return { ...call, onClose, sent };
}

const user = () => userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('shows three steps and the code of the link, and takes the focus', async () => {
  show();
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Measure' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  expect(await screen.findByRole('img', { name: 'Code of the link to the clock' })).toBeTruthy();
  expect(screen.queryByText(/not private/)).toBeNull();
  expect(screen.getByRole('link', { name: /GoPro Labs/ })).toBeTruthy();
});

it.each([
  [{ phase: 'reconnecting' }, 'Measuring is paused. The connection is being restored.'],
  [{ mediaServerAway: true }, 'Measuring is paused. The media server is not responding.'],
] as const)('does not ask for a clock while nothing can be measured: %j', (change, sentence) => {
  const { state } = show();
  act(() => {
    state.update((before) => ({ ...before, ...change }));
  });
  expect(screen.getByText('Measuring is paused.').closest('[role=status]')?.textContent).toBe(
    sentence,
  );
  expect(screen.queryByText('No code in sight.')).toBeNull();
  act(() => {
    state.update((before) => ({ ...before, phase: 'joined', mediaServerAway: false }));
  });
  expect(screen.getByText('No code in sight.')).toBeTruthy();
});

it('copies the link', async () => {
  const someone = user();
  show();
  await someone.click(await screen.findByRole('button', { name: 'Copy clock link' }));
  expect(await navigator.clipboard.readText()).toBe('https://call.example.org/clock#secret');
  expect(await screen.findByText('Clock link copied')).toBeTruthy();
});

it('replaces the link before it expires', async () => {
  const { clockLink } = show();
  await screen.findByRole('img', { name: /Code of the link/ });
  await act(() => vi.advanceTimersByTimeAsync(530_000));
  expect(clockLink).toHaveBeenCalledOnce();
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(clockLink).toHaveBeenCalledTimes(2);
});

it('says why there is no link, and tries again', async () => {
  const link = new SignallingError('RATE_LIMITED', 'Too many links. Wait a minute.');
  const { clockLink } = show({ link });
  expect((await screen.findByRole('alert')).textContent).toContain('Too many links.');
  await user().click(screen.getByRole('button', { name: 'Try again' }));
  expect(clockLink).toHaveBeenCalledTimes(2);
});

it('says how to start with a LAN listener where no phone can open the server', async () => {
  show({ link: linkAnswer({ url: local, reachable: false }) });
  expect(await screen.findByText('./chatty-cat run --lan')).toBeTruthy();
  expect(screen.queryByRole('img', { name: /Code of the link/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Open the clock' }).getAttribute('href')).toBe(local);
});

it('says which warning the phone shows, with the fingerprint', async () => {
  show({ link: linkAnswer({ url: local, lanUrl: lan, lanFingerprint: 'AB:CD:EF' }) });
  expect(await screen.findByText(/warns that the connection is not private/)).toBeTruthy();
  expect(screen.getByText('AB:CD:EF')).toBeTruthy();
});

it('prefers the public address to that of the local network', () => {
  const url = 'https://call.example.org/clock#secret';
  expect(linkForPhone(linkAnswer({ url, lanUrl: lan }))).toBe(url);
  expect(linkForPhone(linkAnswer({ url: local, lanUrl: lan }))).toBe(lan);
  expect(linkForPhone(linkAnswer({ url: 'http://127.0.0.1:8080/clock#x', lanUrl: lan }))).toBe(lan);
  expect(linkForPhone(linkAnswer({ url: local, reachable: false }))).toBeNull();
});

it('switches the stamp, and says how it is drawn, what it shows and what it costs', async () => {
  const { stamp } = show();
  const stampSwitch = screen.getByRole('switch', { name: 'Stamp clock' });
  await user().click(stampSwitch);
  expect(stamp.start).toHaveBeenCalledOnce();
  act(() => {
    stamp.state.update((state) => ({ ...state, phase: 'on', path: 'canvas', shows: 'drawing' }));
  });
  expect(screen.getByText(/drawn by this page.*shows when it was drawn.*bounds/)).toBeTruthy();
  expect(screen.getByText(/is measured when you switch it on/)).toBeTruthy();
  act(() => {
    stamp.state.update((state) => ({ ...state, path: 'streams', shows: 'capture' }));
    const cost = { bitsPerSecond: 62_300, plusMinus: 18_200, without: 811_000 };
    stamp.cost.set({ cost, comparable: true });
  });
  expect(screen.getByText(/background thread.*when the camera captured/)).toBeTruthy();
  expect(
    screen.getByText('It adds about 62 ± 19 kbit/s; without it, your video takes 811 kbit/s.'),
  ).toBeTruthy();
  await user().click(stampSwitch);
  expect(stamp.stop).toHaveBeenCalledOnce();
});

it('lets the host ask everybody for a stamp, and counts those that are read', async () => {
  const { stampRequest, sent, latency } = show({ host: true });
  await user().click(await screen.findByRole('switch', { name: /^Ask everybody/ }));
  await waitFor(() => {
    expect(sent.find(({ name }) => name === 'RequestStamps')?.body).toEqual({
      meetingId: 'm1',
      requested: true,
    });
  });
  act(() => {
    stampRequest.state.set({ active: true, answer: 'none' });
  });
  latency.add([{ publicationId: 'q', source: 'STAMP', estimateMs: 60 } as Measurement]);
  await act(() => vi.advanceTimersByTimeAsync(1100));
  expect(screen.getByText('Read in 1 of 1 other cameras.')).toBeTruthy();
});

it('does not let others ask for stamps', () => {
  show();
  expect(screen.queryByRole('switch', { name: /^Ask everybody/ })).toBeNull();
});

it('does not claim a cost that is within its uncertainty', () => {
  const cost = { bitsPerSecond: -4000, plusMinus: 30_000, without: 811_000 };
  expect(describeCost({ cost, comparable: true })).toContain('too little to be measured: -4 ± 30');
  expect(describeCost({ cost: null, comparable: true })).toContain('Measuring');
});

it('asks to turn the camera on first', async () => {
  const { own } = show({ camera: 'off' });
  await user().click(screen.getByRole('button', { name: 'Turn the camera on' }));
  expect(own.startVideo).toHaveBeenCalledOnce();
});

it('says what the worker sees, and announces it', () => {
  const { seen } = show();
  expect(screen.getByText('No code in sight.')).toBeTruthy();
  act(() => {
    seen.set('p', [{ state: 'TOO_SMALL', corners: [], clockId: null }]);
  });
  const told = screen.getByText('The code is too small.');
  expect(told.closest('[role=status]')?.textContent).toContain('Bring the phone nearer.');
});

it('shows the number while it comes, and announces the first one', async () => {
  const { latency } = show();
  const measure = (estimateMs: number) => {
    latency.add([{ publicationId: 'p', estimateMs, plusMinusMs: 14.2 } as Measurement]);
    return act(() => vi.advanceTimersByTimeAsync(300));
  };
  await measure(211.6);
  expect(screen.getByText('212 ± 15 ms')).toBeTruthy();
  expect(screen.getByText('Clock found.')).toBeTruthy();
  await measure(250);
  expect(screen.getByText('250 ± 15 ms')).toBeTruthy();
  expect(screen.getByText(/First value: 212 ms/)).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(3000));
  expect(screen.queryByText('250 ± 15 ms')).toBeNull();
});

it('says that the stamp is read, and what the camera films beside it', async () => {
  const { latency, seen } = show();
  const measured = (source: string, estimateMs: number, plusMinusMs: number) =>
    ({ publicationId: 'p', source, estimateMs, plusMinusMs, validity: 'VALID' }) as Measurement;
  const stamp: SeenCode = { state: 'FOUND', corners: [], clockId: '04711' };
  act(() => {
    seen.set('p', [stamp]);
  });
  latency.add([measured('STAMP', 60, 3)]);
  await act(() => vi.advanceTimersByTimeAsync(300));
  expect(screen.getByText('Stamp clock read.')).toBeTruthy();
  act(() => {
    seen.set('p', [stamp, { state: 'TOO_SMALL', corners: [], clockId: null }]);
  });
  expect(screen.getByText('The code is too small.')).toBeTruthy();
  latency.add([measured('STAMP', 60, 3), measured('OWN', 105, 4)]);
  await act(() => vi.advanceTimersByTimeAsync(300));
  expect(screen.getByText('60 ± 3 ms')).toBeTruthy();
  expect(screen.getByText('camera’s own delay 45 ± 5 ms')).toBeTruthy();
});

it.each([
  [['FOUND'], 'Clock found', true],
  [['OTHER_TEXT', 'FOUND'], 'Clock found', true],
  [['FOUND', 'SECOND_CODE'], 'Two clocks found', true],
  [['OTHER_TEXT', 'TOO_SMALL'], 'The code is too small', false],
  [['HOLD_STILL'], 'Hold still', false],
  [['A_NEWER_STATE'], 'No code in sight', false],
  [['GLARE'], 'Glare on the code', false],
  [['FAST_PAGE'], 'This is GoPro’s Fast page', false],
  [['OTHER_TEXT'], 'This code is not a clock', false],
  [['OTHER_TEXT', 'OTHERS_CLOCK'], 'This clock belongs to somebody else', false],
  [['FOUND', 'OTHERS_CLOCK'], 'Clock found', true],
  [[], 'No code in sight', false],
] as const)('puts %j into words', (states, title, good) => {
  const codes = states.map(
    (state) => ({ state, corners: [], clockId: null }) as unknown as SeenCode,
  );
  expect(describeSeen(codes, { filmed: false, stamped: false })).toMatchObject({ title, good });
});

it('closes by its button and by Escape', async () => {
  const { onClose } = show();
  await user().keyboard('{Escape}');
  await user().click(screen.getByRole('button', { name: 'Close Measure' }));
  expect(onClose).toHaveBeenCalledTimes(2);
});

function Room({ call }: { call: Call }) {
  const { open, asked, toggle } = useMeasuring(call);
  return (
    <button type="button" onClick={toggle}>
      {open ? (asked ? 'asked' : 'open') : 'closed'}
    </button>
  );
}

function roomWith(camera: string) {
  const state = new Store({ own: { camera } } as unknown as CallState);
  const view = render(<Room call={{ state } as unknown as Call} />);
  return { state, ...view };
}

it('opens by itself when the camera is on for the first time, and never again', async () => {
  const { state, unmount } = roomWith('off');
  expect(screen.getByRole('button').textContent).toBe('closed');
  act(() => {
    state.set({ own: { camera: 'on' } } as unknown as CallState);
  });
  await waitFor(() => {
    expect(screen.getByRole('button').textContent).toBe('open');
  });
  unmount();
  roomWith('on');
  expect(screen.getByRole('button').textContent).toBe('closed');
  await user().click(screen.getByRole('button'));
  expect(screen.getByRole('button').textContent).toBe('asked');
});
