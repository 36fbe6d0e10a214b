import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Call, CallState } from '../engine/call';
import { LatencyBoard } from '../engine/latency';
import type { GlassToGlass, Measurement } from '../engine/measurement';
import type { Advice } from '../engine/protocol';
import { Store } from '../engine/store';
import type { Quality } from '../engine/viewer-reporter';
import { Badge } from './badge';
import { TileAdvice } from './tile-advice';

const measurement = (change: Partial<Measurement> = {}): Measurement => ({
  participantId: 'a',
  publicationId: 'p',
  sampleId: 's',
  arrivedAt: '2026-03-01T09:30:00.123Z',
  latencyMs: 230,
  lowerMs: 180,
  upperMs: 240,
  estimateMs: 211.4,
  estimateLowerMs: 190.2,
  estimateUpperMs: 225.1,
  plusMinusMs: 15.2,
  source: 'GOPRO',
  zone: 'ZONED',
  clockId: null,
  clockNumber: 1,
  validity: 'VALID',
  ...change,
});

let board: LatencyBoard;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  board = new LatencyBoard();
});

afterEach(() => {
  vi.useRealTimers();
});

function wait(ms: number) {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

function measure(change?: Partial<Measurement>) {
  board.add([measurement(change)]);
  wait(200);
}

const user = () => userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });

it('shows the latency while a clock is visible', () => {
  render(<Badge name="Ann" recent={board.of('p')} />);
  expect(screen.queryByRole('button')).toBeNull();
  measure();
  expect(screen.getByRole('button', { name: '211 ms' })).toBeTruthy();
  wait(3000);
  expect(screen.queryByRole('button')).toBeNull();
});

it('explains the value when it is pressed, and keeps the details open', async () => {
  render(<Badge name="Ann" recent={board.of('p')} />);
  measure();
  await user().click(screen.getByRole('button', { name: '211 ms' }));
  const details = await screen.findByRole('dialog', { name: 'Latency of Ann' });
  await within(details).findByText('Camera to server');
  expect(details.textContent).toContain('190 and 226 ms');
  expect(details.textContent).toContain('Clock code on a phone');
  wait(5000);
  expect(screen.getByRole('dialog', { name: 'Latency of Ann' })).toBeTruthy();
});

it('shows each clock in the picture, the first one on the badge, and loops beside it', async () => {
  render(<Badge name="Ann" recent={board.of('p')} />);
  board.add([measurement({ source: 'OWN', clockId: '04711', estimateMs: 211 })]);
  board.add([measurement({ source: 'STAMP', clockId: '00042', estimateMs: 120, plusMinusMs: 3 })]);
  measure({ source: 'PAIR', clockNumber: 2, estimateMs: 431, plusMinusMs: 16.4 });
  await user().click(screen.getByRole('button', { name: '211 ms loop: 431 ± 17 ms' }));
  const others = await screen.findByRole('region', { name: 'Other clocks in the picture' });
  expect(others.textContent).toContain('Stamped by the sender’s browser 00042120 ± 3 ms');
  expect(others.textContent).toContain('The camera’s own delay91 ± 16 ms');
  expect(screen.getByText('211 ± 16 ms')).toBeTruthy();
});

const way = (change: Partial<GlassToGlass> = {}): GlassToGlass => ({
  cameraToServerMs: 146,
  cameraToServerLowerMs: 138,
  cameraToServerUpperMs: 154,
  cameraSource: 'GOPRO',
  captureMs: null,
  capturePlusMinusMs: null,
  mediaServerMs: 0.4,
  downlinkMs: 19,
  jitterBufferMs: 41.5,
  decodeMs: 3.2,
  renderMs: 22.4,
  estimateMs: 232.1,
  lowerMs: 188.4,
  upperMs: 275.8,
  ...change,
});

it('shows the whole way to this screen, stage by stage', async () => {
  const quality = new Store<Quality | null>({ way: way(), direct: null, matched: null });
  render(<Badge name="Ann" recent={board.of('p')} quality={quality} />);
  measure();
  await user().click(screen.getByRole('button', { name: '211 ms' }));
  const whole = await screen.findByRole('region', { name: 'Glass to glass' });
  expect(whole.textContent).toContain('About 232 ms');
  expect(whole.textContent).toContain('Estimate, between 188 and 276 ms');
  const stages = () =>
    screen.getAllByRole('term').map((term) => {
      const value = term.parentElement?.querySelector('dd')?.textContent ?? '';
      return `${term.textContent}: ${value}`;
    });
  expect(stages()).toEqual(
    expect.arrayContaining([
      'Capture, encode + uplink: 146 ms',
      'Media server: 0.4 ms',
      'Downlink: 19 ms',
      'Jitter buffer: 42 ms',
      'Decode + display: 26 ms',
    ]),
  );
  act(() => {
    quality.set({
      way: way({ cameraSource: 'STAMP', renderMs: null, estimateMs: null, mediaServerMs: null }),
      direct: {
        directMs: 236,
        directLowerMs: 221.5,
        directUpperMs: 250.5,
        directReadings: 4,
        frames: [],
      },
      matched: { frames: 3, cameraToServerMs: 150.2, downlinkMs: 18, serverToScreenMs: 88.6 },
    });
  });
  expect(whole.textContent).toContain('Unknown');
  expect(whole.textContent).toContain('on your screen: 236 ms, between 221 and 251 ms');
  expect(whole.textContent).toContain(
    '89 ms of it passed between the server and your screen, in 3 frames that both have timed.',
  );
  expect(stages()).toEqual(
    expect.arrayContaining([
      'Capture: unknown',
      'Encode + uplink: 146 ms',
      'Media server: unknown',
      'Decode + display: unknown',
    ]),
  );
  act(() => {
    quality.set({
      way: way({ cameraSource: 'OWN', captureMs: 61, capturePlusMinusMs: 12.2, mediaServerMs: 2 }),
      direct: null,
      matched: null,
    });
  });
  expect(stages()).toEqual(
    expect.arrayContaining(['Capture: 61 ± 13 ms', 'Encode + uplink: 83 ms', 'Media server: 2 ms']),
  );
});

it.each([
  ['IMPLAUSIBLE', /^Implausible: .* excluded from statistics\.$/],
  ['CLOCK_FAULT', /^Wrong clock: .* excluded from statistics\.$/],
] as const)('says why a value is excluded: %s', async (validity, text) => {
  render(<Badge name="Ann" recent={board.of('p')} />);
  measure({ validity, estimateMs: -700 });
  await user().click(screen.getByRole('button', { name: '-700 ms' }));
  expect(await screen.findByText(text)).toBeTruthy();
});

const advice: Advice = {
  participantId: 'a',
  publicationId: 'p',
  code: 'CLOCK_AHEAD',
  text: 'The clock is ahead.',
  action: 'Reset it.',
};

function showAdvice(own: boolean, change: object = {}) {
  const dismissAdvice = vi.fn();
  const state = new Store({
    advice: [advice, { ...advice, publicationId: 'other', text: 'Of somebody else.' }],
    mediaServerAway: false,
    ...change,
  } as unknown as CallState);
  const call = { state, dismissAdvice } as unknown as Call;
  render(<TileAdvice call={call} publicationId="p" name="Ann" own={own} />);
  return dismissAdvice;
}

it('advises the owner of a camera what to do', () => {
  showAdvice(true);
  expect(screen.getByRole('status').textContent).toBe('Your video: The clock is ahead. Reset it.');
});

it('shows others what is wrong, but not what to do', () => {
  showAdvice(false);
  expect(screen.getByRole('status').textContent).toBe('Ann: The clock is ahead.');
});

it('dismisses advice', async () => {
  const dismiss = showAdvice(true);
  await user().click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(dismiss).toHaveBeenCalledExactlyOnceWith(advice);
});

it('does not repeat that measuring is paused while all media is', () => {
  const paused = { ...advice, code: 'MEASURING_PAUSED' };
  showAdvice(true, { advice: [paused], mediaServerAway: true });
  expect(screen.getByRole('status').textContent).toBe('');
});
