import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setViewport } from '../../../testing/viewport';
import { fakeCall, people } from '../../testing/fake-call';
import { camera } from '../../testing/participant';
import { shortcuts } from '../shortcuts/shortcuts';
import { Stage } from './stage';
import { useLayout } from './use-layout';

vi.mock('../../../ui/use-size', () => ({ useSize: () => ({ width: 1400, height: 700 }) }));

let phone = false;
const onStatistics = vi.fn();

beforeEach(() => {
  phone = false;
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return phone;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Shown({ call }: { call: ReturnType<typeof fakeCall> }) {
  const layout = useLayout();
  return <Stage call={call.call} layout={layout} measuring={false} onStatistics={onStatistics} />;
}

function show(room = people(3)) {
  const call = fakeCall(room);
  render(<Shown call={call} />);
  return call;
}

/** The names of the tiles within an element, in their order. */
const names = (within = document.body) =>
  [...within.querySelectorAll('[data-tile]')].map((tile) => tile.getAttribute('aria-label'));
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const strip = () => screen.getByRole('group', { name: 'The others' });
const large = () => names().filter((name) => !names(strip()).includes(name));

it.each([
  [16, false, 16, null],
  [49, false, 16, 4],
  [6, true, 6, null],
  [20, true, 6, 4],
])('shows %i people on pages (phone: %s)', async (count, onPhone, shown, pages) => {
  phone = onPhone;
  show(people(count));
  expect(names()).toHaveLength(shown);
  if (pages === null) {
    expect(screen.queryByRole('group', { name: 'Pages of people' })).toBeNull();
    return;
  }
  const seen = new Set(names());
  for (let page = 1; page < pages; page++) {
    await press('Next people');
    names().forEach((name) => seen.add(name));
  }
  expect(seen.size).toBe(count);
  expect(screen.getByRole('group', { name: 'Pages of people' }).textContent).toContain(
    `${pages}/ of ${pages}`,
  );
  await press('Next people');
  expect(names()).toHaveLength(shown);
});

it.each([
  ['a phone', 390, 844, 6],
  ['a phone on its side', 844, 390, 6],
  ['a desktop', 1280, 720, 16],
])('counts people on a page for %s', (_, width, height, shown) => {
  vi.unstubAllGlobals();
  setViewport(width, height);
  show(people(20));
  expect(names()).toHaveLength(shown);
});

it('returns to the last page that there is when people leave', async () => {
  phone = true;
  const { state } = show(people(13));
  await press('Previous people');
  expect(names()).toHaveLength(1);
  act(() => {
    state.update((before) => ({ ...before, room: before.room.slice(0, 8) }));
  });
  expect(names()).toHaveLength(2);
});

it('brings whoever speaks to the first page', () => {
  phone = true;
  const { speakers } = show(people(9));
  expect(names()).not.toContain('Ida');
  act(() => {
    speakers.recent.set(['c8']);
  });
  expect(names()).toContain('Ida');
  expect(names()).toHaveLength(6);
});

it('shows in the speaker view whoever speaks large, and never oneself', () => {
  localStorage.setItem('chattycat.layout', 'speaker');
  const { speakers } = show();
  expect(large()).toEqual(['Ben']);
  act(() => {
    speakers.recent.set(['c2']);
  });
  expect(large()).toEqual(['Chiara Maria di Lorenzo-Fontana']);
  expect(names(strip())).toEqual(['Ann Archer', 'Ben']);
});

it('pins a tile by a press, and unpins it by another', async () => {
  show();
  await press('Pin Ben');
  expect(large()).toEqual(['Ben']);
  expect(screen.getByRole('button', { name: 'Pin Ben', pressed: true })).toBeTruthy();
  await press('Pin Ben');
  expect(screen.queryByRole('group', { name: 'The others' })).toBeNull();
});

it('pins by keyboard alone', async () => {
  const stop = shortcuts.listen();
  const user = userEvent.setup();
  show();
  await user.tab();
  await user.tab();
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Pin Ben');
  await user.keyboard('{Enter}');
  expect(large()).toEqual(['Ben']);
  await user.keyboard('p');
  expect(screen.queryByRole('group', { name: 'The others' })).toBeNull();
  stop();
});

it('shows a shared screen large, and forgets a pinned tile that is gone', async () => {
  const room = people(3);
  const { state } = show(room);
  await press('Pin Ben');
  const screenOf = { ...camera('s2'), kind: 'screen' as const };
  act(() => {
    state.update((before) => ({
      ...before,
      room: room
        .slice(0, 3)
        .filter((_, index) => index !== 1)
        .map((one) =>
          one.id === 'p2' ? { ...one, publications: [...one.publications, screenOf] } : one,
        ),
    }));
  });
  expect(large()).toEqual(['Chiara Maria di Lorenzo-Fontana (screen)']);
  await press('Pin Ann Archer');
  expect(large()).toEqual(['Ann Archer']);
  expect(within(strip()).getAllByRole('group')).toHaveLength(2);
});

/** Two people, of whom Ben shares a screen whose picture arrives. */
function showScreen() {
  const shared = { ...camera('s1'), kind: 'screen' as const, videoMuted: false };
  const call = show(
    people(2).map((one) =>
      one.you ? one : { ...one, publications: [...one.publications, shared] },
    ),
  );
  act(() => {
    call.state.update((before) => ({
      ...before,
      remotes: new Map([['s1', { stream: new MediaStream(), state: 'live', problem: null }]]),
    }));
  });
  const tile = screen.getByRole('group', { name: 'Ben (screen)' });
  const surface = within(tile).getByRole('button', { name: 'Pin Ben (screen)' });
  vi.spyOn(surface, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 1000, 500));
  const transform = () => tile.querySelector('video')?.style.transform;
  return { tile, surface, transform };
}

it('zooms a shared screen by its buttons, and moves it by the arrow keys', async () => {
  const { tile, transform } = showScreen();
  const zoom = within(within(tile).getByRole('group', { name: 'Zoom of Ben (screen)' }));
  await userEvent.click(zoom.getByRole('button', { name: 'Zoom out' }));
  expect(transform()).toBe('translate(0%, 0%) scale(1)');
  await userEvent.click(zoom.getByRole('button', { name: 'Zoom in' }));
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(transform()).toBe('translate(-15%, -15%) scale(1.5)');
  expect(zoom.getByText('150 %')).toBeTruthy();
  await userEvent.click(zoom.getByRole('button', { name: 'Zoom out' }));
  expect(transform()).toBe('translate(0%, 0%) scale(1)');
});

it('zooms a shared screen by Ctrl and wheel where the pointer is, and moves it by the wheel', () => {
  const { surface, transform } = showScreen();
  // The DOM of the tests does not know that a WheelEvent is a MouseEvent.
  const wheel = ({ deltaX, deltaY, ...mouse }: WheelEventInit) => {
    const event = new WheelEvent('wheel', { deltaX, deltaY, cancelable: true, bubbles: true });
    return fireEvent(surface, Object.assign(event, { ctrlKey: false, ...mouse }));
  };
  const doubled = { deltaY: -200 * Math.log(2), clientX: 750, clientY: 250 };
  expect(wheel(doubled), 'is left to the page').toBe(true);
  expect(wheel({ ...doubled, ctrlKey: true })).toBe(false);
  expect(transform()).toBe('translate(-25%, 0%) scale(2)');
  expect(wheel({ deltaX: -100, deltaY: 50 })).toBe(false);
  expect(transform()).toBe('translate(-15%, -10%) scale(2)');
});

it('moves a zoomed screen by a drag, which is no press', async () => {
  const { tile, surface, transform } = showScreen();
  await userEvent.click(within(tile).getByRole('button', { name: 'Zoom in' }));
  fireEvent.pointerDown(surface, { pointerId: 1, clientX: 500, clientY: 250 });
  fireEvent.pointerMove(surface, { pointerId: 1, clientX: 600, clientY: 275 });
  fireEvent.pointerUp(surface, { pointerId: 1 });
  fireEvent.click(surface);
  expect(transform()).toBe('translate(10%, 5%) scale(1.5)');
  expect(surface.getAttribute('aria-pressed')).toBe('false');
  fireEvent.pointerDown(surface, { pointerId: 1, clientX: 500, clientY: 250 });
  fireEvent.pointerUp(surface, { pointerId: 1 });
  fireEvent.click(surface);
  expect(surface.getAttribute('aria-pressed')).toBe('true');
});

it('zooms by a pinch of two fingers', () => {
  const { surface, transform } = showScreen();
  fireEvent.pointerDown(surface, { pointerId: 1, clientX: 450, clientY: 250 });
  fireEvent.pointerDown(surface, { pointerId: 2, clientX: 550, clientY: 250 });
  fireEvent.pointerMove(surface, { pointerId: 1, clientX: 400, clientY: 250 });
  fireEvent.pointerMove(surface, { pointerId: 2, clientX: 600, clientY: 250 });
  expect(transform()).toMatch(/scale\(2\)$/);
});

it('does not zoom a screen in the strip, or a camera', async () => {
  showScreen();
  await press('Pin Ann Archer');
  expect(screen.queryByRole('group', { name: /^Zoom/ })).toBeNull();
});

it('shows raised hands first, in their order, where people need several pages', () => {
  phone = true;
  show(
    people(9).map((one, index) => ({
      ...one,
      handRaisedAt: index >= 7 ? `2026-03-01T09:00:0${9 - index}Z` : null,
    })),
  );
  expect(names().slice(0, 3)).toEqual([
    'Ida',
    'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff',
    'Ann Archer',
  ]);
  expect(screen.getByRole('group', { name: 'Ida' }).textContent).toContain('number 1');
});

it('shows a reaction on its tile', () => {
  const { conversation } = show();
  act(() => {
    conversation.receive({ type: 'reaction', participantId: 'p1', reaction: 'clap' });
  });
  const tile = within(screen.getByRole('group', { name: 'Ben' }));
  expect(tile.getByRole('img', { name: 'Clap' })).toBeTruthy();
});

it('offers the statistics of each tile in its menu, also of the own one', async () => {
  show();
  await press('Options for the tile of Ben');
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Statistics' }));
  expect(onStatistics).toHaveBeenLastCalledWith('p1');
  await press('Options for the tile of Ann Archer');
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Statistics' }));
  expect(onStatistics).toHaveBeenLastCalledWith('p0');
});
