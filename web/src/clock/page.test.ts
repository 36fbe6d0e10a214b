import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeLinkToken } from './link-token';
import { ClockPage } from './page';
import { describe as say } from './sentences';
import type { ClockState } from './connection';

const open: ClockState = {
  phase: 'open',
  clockId: '04711',
  name: 'Ann',
  seen: null,
  way: 'socket',
  refusal: null,
};

const seen = { type: 'seen', latencyMs: 211.6, plusMinusMs: 14.2 } as const;

beforeEach(() => {
  document.body.replaceChildren();
  sessionStorage.clear();
});

afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

it('says what to do without a link', () => {
  new ClockPage(null);
  expect(document.querySelector('h1')?.textContent).toBe('This page needs a link');
  expect(document.body.textContent).toContain('Open Measure in the meeting');
  expect(document.querySelector('canvas')).toBeNull();
});

it('takes the token out of the address bar and keeps it for a reload', () => {
  history.replaceState(null, '', '/clock#secret');
  expect(takeLinkToken()).toBe('secret');
  expect(location.hash).toBe('');
  expect(takeLinkToken()).toBe('secret');
});

it('asks to be held up, and says whose clock it is and how exact', () => {
  expect(say(open, 2.4, true)).toEqual({
    title: 'Hold this up to Ann’s camera',
    value: '',
    detail: 'Synchronised ±3 ms',
    hint: 'Turn the screen’s brightness up.',
    retry: false,
  });
  expect(say(open, 2.4, false).hint).toContain('Touch the screen');
});

it('shows the value with its error', () => {
  const found = say({ ...open, seen: { ...seen, state: 'FOUND' } }, 2, true);
  expect(found).toMatchObject({ title: 'The camera reads this clock', value: '212 ± 15 ms' });
  const plain = { ...seen, state: 'FOUND', plusMinusMs: null } as const;
  expect(say({ ...open, seen: plain }, 2, true).value).toBe('212 ms');
});

it.each([
  ['TOO_SMALL', 'Too small', 'nearer'],
  ['HOLD_STILL', 'Hold still', 'put the phone down'],
  ['GLARE', 'Too much glare', 'Tilt'],
] as const)('says what to do when the worker sees %s', (state, title, hint) => {
  const said = say({ ...open, seen: { ...seen, state, latencyMs: null } }, 2, true);
  expect(said).toMatchObject({ title, value: '' });
  expect(said.hint).toContain(hint);
});

it('synchronises before it shows anything', () => {
  expect(say(open, null, true).title).toBe('Synchronising…');
});

it.each([
  ['LINK_EXPIRED', 'expired', false],
  ['LINK_UNKNOWN', 'does not work', false],
  ['MEETING_OVER', 'over', false],
  ['TOO_MANY_CLOCKS', 'Too many', true],
  ['CLOCK_WRONG', 'not exact', true],
  ['SOMETHING_NEW', 'stopped', true],
])('explains %s', (code, title, retry) => {
  const refusal = { type: 'error', code, message: 'From the server.' } as const;
  const said = say({ ...open, phase: 'ended', refusal }, null, true);
  expect(said.title).toContain(title);
  expect(said.hint).not.toBe('');
  expect(said.retry).toBe(retry);
});
