import { expect, it } from 'vitest';
import { StreamMeter } from './stream-figures';

const report = (...entries: Record<string, unknown>[]) =>
  new Map<string, unknown>(entries.map((one) => [String(one['id']), one]));

const codec = { id: 'k', type: 'codec', mimeType: 'video/VP8' };
const pair = [
  { id: 't', type: 'transport', selectedCandidatePairId: 'c' },
  { id: 'c', type: 'candidate-pair', currentRoundTripTime: 0.04 },
];

const inbound = (change: Record<string, unknown>) => ({
  id: 'v',
  type: 'inbound-rtp',
  kind: 'video',
  ssrc: 2,
  codecId: 'k',
  ...change,
});

const first = inbound({
  timestamp: 1000,
  packetsReceived: 100,
  packetsLost: 1,
  bytesReceived: 1000,
  framesDecoded: 10,
  jitter: 0.004,
  jitterBufferDelay: 1,
  jitterBufferEmittedCount: 10,
  totalFreezesDuration: 0,
  frameWidth: 640,
  frameHeight: 360,
});

const second = {
  ...first,
  timestamp: 2000,
  packetsReceived: 190,
  packetsLost: 11,
  bytesReceived: 126_000,
  framesDecoded: 35,
  jitterBufferDelay: 2,
  jitterBufferEmittedCount: 35,
  totalFreezesDuration: 0.2,
};

it('reads what arrives', () => {
  const meter = new StreamMeter();
  meter.take(report(codec, ...pair, first));
  expect(meter.take(report(codec, ...pair, second))).toEqual([
    {
      direction: 'down',
      kind: 'video',
      codec: 'VP8',
      width: 640,
      height: 360,
      framesPerSecond: 25,
      bitsPerSecond: 1_000_000,
      packets: 100,
      packetsLost: 10,
      jitterMs: 4,
      rttMs: 40,
      jitterBufferMs: 40,
      frozenMs: 200,
      limitedByNetwork: null,
      elapsedMs: 1000,
    },
  ]);
});

it('reads what is sent, with the loss and delay that the media server reports', () => {
  const out = (change: Record<string, unknown>) => ({
    id: 'o',
    type: 'outbound-rtp',
    kind: 'video',
    ssrc: 5,
    frameWidth: 320,
    frameHeight: 180,
    qualityLimitationReason: 'bandwidth',
    ...change,
  });
  const remote = (packetsLost: number) => ({
    id: 'r',
    type: 'remote-inbound-rtp',
    ssrc: 5,
    packetsLost,
    jitter: 0.012,
    roundTripTime: 0.25,
  });
  const meter = new StreamMeter();
  meter.take(
    report(
      out({ timestamp: 0, packetsSent: 10, bytesSent: 0, framesSent: 0, remoteId: 'r' }),
      remote(0),
    ),
  );
  // Firefox does not name the report in the stream.
  const [sent] = meter.take(
    report(out({ timestamp: 1000, packetsSent: 60, bytesSent: 20_000, framesSent: 12 }), remote(4)),
  );
  expect(sent).toMatchObject({
    direction: 'up',
    framesPerSecond: 12,
    bitsPerSecond: 160_000,
    packets: 50,
    packetsLost: 4,
    jitterMs: 12,
    rttMs: 250,
    jitterBufferMs: null,
    limitedByNetwork: true,
  });
});

it('knows no counts at first, after another stream has begun, or where a browser lacks them', () => {
  const unknown = {
    framesPerSecond: null,
    bitsPerSecond: null,
    packets: null,
    packetsLost: null,
    jitterBufferMs: null,
    frozenMs: null,
    elapsedMs: null,
  };
  const meter = new StreamMeter();
  expect(meter.take(report(first))).toMatchObject([{ ...unknown, rttMs: null, codec: null }]);
  expect(meter.take(report({ ...second, ssrc: 3 }))).toMatchObject([unknown]);
  expect(meter.take(report(inbound({ packetsReceived: 5 })))).toMatchObject([
    { ...unknown, width: null, jitterMs: null },
  ]);
});

it('leaves out streams on which nothing was ever sent', () => {
  const meter = new StreamMeter();
  expect(
    meter.take(
      report(
        inbound({ packetsReceived: 0 }),
        { id: 'o', type: 'outbound-rtp', kind: 'audio', packetsSent: 0 },
        { id: 'x', type: 'data-channel' },
      ),
    ),
  ).toEqual([]);
});
