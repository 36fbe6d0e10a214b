import { describe, expect, it } from 'vitest';
import { DisplayDelays } from './display-delays';
import { ViewerStats } from './viewer-stats';

/** An RTCStatsReport with one video and the pair of candidates in use. */
function report(video: Record<string, unknown>, pair: Record<string, unknown> = {}) {
  return new Map<string, unknown>([
    ['t', { id: 't', type: 'transport', selectedCandidatePairId: 'c' }],
    ['d', { id: 'd', type: 'candidate-pair', currentRoundTripTime: 9 }],
    ['c', { id: 'c', type: 'candidate-pair', currentRoundTripTime: 0.04, ...pair }],
    ['a', { id: 'a', type: 'inbound-rtp', kind: 'audio', ssrc: 1, packetsReceived: 5 }],
    ['v', { id: 'v', type: 'inbound-rtp', kind: 'video', ssrc: 2, ...video }],
  ]);
}

const first = {
  timestamp: 1000,
  framesDecoded: 100,
  jitterBufferDelay: 3,
  jitterBufferEmittedCount: 100,
  totalDecodeTime: 0.5,
  totalProcessingDelay: 3.5,
  totalAssemblyTime: 0.2,
  packetsReceived: 700,
  packetsLost: 4,
  framesDropped: 0,
  freezeCount: 1,
  totalFreezesDuration: 0.4,
  jitter: 0.002,
  frameWidth: 1280,
  frameHeight: 720,
};

const second = {
  ...first,
  timestamp: 2000,
  framesDecoded: 130,
  jitterBufferDelay: 4.2,
  jitterBufferEmittedCount: 130,
  totalDecodeTime: 0.65,
  totalProcessingDelay: 4.85,
  totalAssemblyTime: 0.32,
  packetsReceived: 910,
  packetsLost: 6,
  freezeCount: 2,
  totalFreezesDuration: 0.7,
};

describe('the statistics of a viewer', () => {
  it('are means and counts between two reports', () => {
    const stats = new ViewerStats();
    stats.take(report(first));
    expect(stats.take(report(second))).toEqual({
      rttMs: 40,
      networkJitterMs: 2,
      jitterBufferMs: 40,
      decodeMs: 5,
      processingMs: 45,
      assemblyMs: 4,
      packetsReceived: 210,
      packetsLost: 2,
      framesDecoded: 30,
      framesDropped: 0,
      framesPerSecond: 30,
      freezes: 1,
      frozenMs: 300,
      width: 1280,
      height: 720,
    });
  });

  it('are unknown, not 0, where a browser lacks a field, no frame came, or nothing was before', () => {
    const stats = new ViewerStats();
    expect(stats.take(report(first)).jitterBufferMs).toBeNull();
    expect(stats.take(report(first))).toMatchObject({
      jitterBufferMs: null,
      decodeMs: null,
      framesDecoded: 0,
      framesPerSecond: null,
    });
    const { totalAssemblyTime, totalProcessingDelay, freezeCount, ...lacking } = second;
    expect([totalAssemblyTime, totalProcessingDelay, freezeCount]).toHaveLength(3);
    expect(stats.take(report(lacking, { currentRoundTripTime: undefined }))).toMatchObject({
      rttMs: null,
      assemblyMs: null,
      processingMs: null,
      freezes: null,
      decodeMs: 5,
    });
    expect(new ViewerStats().take(new Map())).toMatchObject({ rttMs: null, width: null });
  });

  it('start again with another stream', () => {
    const stats = new ViewerStats();
    stats.take(report(first));
    const other = stats.take(report({ ...second, ssrc: 3 }));
    expect(other.framesDecoded).toBeNull();
    expect(other.jitterBufferMs).toBeNull();
  });

  it('count no loss below 0 when packets arrived late', () => {
    const stats = new ViewerStats();
    stats.take(report(first));
    expect(stats.take(report({ ...second, packetsLost: 3 })).packetsLost).toBe(0);
  });

  it('finds the pair that Firefox marks', () => {
    const stats = new Map<string, unknown>([
      ['c', { id: 'c', type: 'candidate-pair', selected: true, currentRoundTripTime: 0.01 }],
    ]);
    expect(new ViewerStats().take(stats).rttMs).toBe(10);
  });
});

describe('the delays of shown frames', () => {
  it('are unknown where a browser does not state the arrival', () => {
    const delays = new DisplayDelays();
    delays.add({ expectedDisplayTime: 100 });
    delays.add({ receiveTime: 200, expectedDisplayTime: 100 });
    expect(delays.take()).toBeNull();
  });

  it('are averaged since the last report', () => {
    const delays = new DisplayDelays();
    delays.add({ receiveTime: 50, expectedDisplayTime: 100 });
    delays.add({ receiveTime: 80, expectedDisplayTime: 150 });
    expect(delays.take()).toBe(60);
    expect(delays.take()).toBeNull();
  });
});
