import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PeerLink } from './peer-link';
import type { GlassToGlass, ViewerReport } from './measurement';
import { ViewerReporter, reportMs } from './viewer-reporter';
import type { Viewing } from './viewing';

interface Sent {
  clockErrorMs: number | null;
  publications: ViewerReport[];
}

let sent: Sent[];
let stats: Map<string, unknown> | null;
let reporter: ViewerReporter;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  stats = new Map();
  const link = { strategy: { publicationId: 'p' }, stats: () => Promise.resolve(stats) };
  reporter = new ViewerReporter({
    links: () => [link as unknown as PeerLink<Viewing>],
    showsClock: () => false,
    isFilmed: () => true,
    serverTime: () => null,
    send: (report) => sent.push(report),
  });
  reporter.open();
});

afterEach(() => {
  reporter.close();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const way = { estimateMs: 232 } as GlassToGlass;
const matched = { frames: 3, cameraToServerMs: 150, downlinkMs: 18, serverToScreenMs: 89 };

it('reports unknown where the browser states nothing and the page shows no frame', async () => {
  await pass(reportMs);
  const [report] = sent[0]?.publications ?? [];
  expect(sent[0]?.clockErrorMs).toBeNull();
  expect(report?.publicationId).toBe('p');
  expect(report?.frames).toEqual([]);
  const values = Object.entries(report ?? {}).filter(
    ([name]) => name !== 'publicationId' && name !== 'frames',
  );
  expect(values.length).toBeGreaterThan(15);
  expect(values.every(([, value]) => value === null)).toBe(true);
});

it('reports nothing while there is no connection', async () => {
  stats = null;
  await pass(3 * reportMs);
  expect(sent).toEqual([]);
});

it('keeps what follows from a report until answers are missing', async () => {
  const quality = reporter.of('p');
  reporter.receive([
    { publicationId: 'p', glassToGlass: way, matchedFrames: matched },
    { publicationId: 'gone', glassToGlass: way, matchedFrames: null },
  ]);
  // Nothing was read from this screen, so there is nothing that the frames are part of.
  expect(quality.get()).toEqual({ way, direct: null, matched: null });
  await pass(4 * reportMs);
  expect(quality.get()).not.toBeNull();
  await pass(2 * reportMs);
  expect(quality.get()).toBeNull();
});
