import { describe, expect, it } from 'vitest';
import { ConnectionJudge, isStarved, judgeTiming, type Sample } from './connection-judge';
import { describeConnection } from './connection-text';
import type { StreamFigures } from './stream-figures';

/** A second of a video that arrives without any problem. */
const fine: StreamFigures = {
  direction: 'down',
  kind: 'video',
  codec: 'VP8',
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  bitsPerSecond: 1_500_000,
  packets: 150,
  packetsLost: 0,
  jitterMs: 5,
  rttMs: 40,
  jitterBufferMs: 30,
  frozenMs: 0,
  limitedByNetwork: null,
  elapsedMs: 1000,
};

const up = { ...fine, direction: 'up' as const, frozenMs: null, limitedByNetwork: false };
const audio: StreamFigures = { ...fine, kind: 'audio', packets: 50, framesPerSecond: null };

const live = (...streams: StreamFigures[]): Sample => ({
  path: 'live',
  active: true,
  moving: true,
  reduced: false,
  streams,
});

/** Judges the same second again and again; the last result. */
function after(judge: ConnectionJudge, from: number, seconds: number, sample: Sample) {
  let result = null;
  for (let second = 0; second < seconds; second++) {
    result = judge.judge(sample, from + second * 1000);
  }
  return result;
}

const graded = (sample: Sample) => after(new ConnectionJudge(), 0, 10, sample);

describe('a connection', () => {
  it.each<[string, string, Partial<StreamFigures>]>([
    ['good', 'Good connection', {}],
    ['good', 'Good connection', { packetsLost: 2 }],
    ['fair', 'Fair connection: 3 % of packets lost', { packetsLost: 5 }],
    ['poor', 'Poor connection: 10 % of packets lost', { packetsLost: 15 }],
    ['fair', 'Fair connection: jitter 45 ms', { jitterMs: 45 }],
    ['poor', 'Poor connection: jitter 130 ms', { jitterMs: 130 }],
    ['fair', 'Fair connection: round trip 412 ms', { rttMs: 412 }],
    ['poor', 'Poor connection: round trip 900 ms', { rttMs: 900 }],
    ['fair', 'Fair connection: video frozen 8 % of the time', { frozenMs: 80 }],
    ['poor', 'Poor connection: video frozen 30 % of the time', { frozenMs: 300 }],
    ['fair', 'Fair connection: 8 frames per second', { framesPerSecond: 8 }],
    ['poor', 'Poor connection: 3 frames per second', { framesPerSecond: 3 }],
  ])('that receives is %s: %s', (grade, text, change) => {
    const connection = graded(live({ ...fine, ...change }));
    expect(connection?.grade).toBe(grade);
    expect(connection && describeConnection(connection)).toBe(text);
  });

  it.each<[string, Partial<StreamFigures>]>([
    ['good', { bitsPerSecond: 80_000 }],
    ['fair', { bitsPerSecond: 200_000, limitedByNetwork: true }],
    ['poor', { bitsPerSecond: 80_000, limitedByNetwork: true }],
    ['poor', { packetsLost: 30 }],
    // A dark camera gives few frames.
    ['good', { framesPerSecond: 5 }],
  ])('that sends is %s with %o', (grade, change) => {
    expect(graded(live({ ...up, ...change }))?.grade).toBe(grade);
  });

  it('states the worst reason first', () => {
    const connection = graded(live({ ...fine, packetsLost: 5, rttMs: 900 }));
    expect(connection?.findings.map(({ cause }) => cause)).toEqual(['delay', 'loss']);
  });

  it('counts the loss of sound, however much video arrives', () => {
    expect(graded(live(fine, { ...audio, packetsLost: 10 }))?.grade).toBe('poor');
  });

  it('takes jitter from sound where there is some', () => {
    const video = { ...fine, jitterMs: 60 };
    expect(graded(live(video))?.grade).toBe('fair');
    expect(graded(live(video, audio))?.grade).toBe('good');
  });

  it('does not count frames of a shared screen or a hidden tab', () => {
    const still = { ...live({ ...fine, framesPerSecond: 0, frozenMs: 900 }), moving: false };
    expect(graded(still)?.grade).toBe('good');
  });

  it('says nothing of loss by a few packets', () => {
    expect(graded(live({ ...audio, packets: 3, packetsLost: 1 }))?.grade).toBe('good');
  });

  it('is unknown before it is connected, and while nobody sends', () => {
    const judge = new ConnectionJudge();
    expect(judge.judge({ ...live(), path: 'starting' }, 0)).toBeNull();
    expect(judge.judge({ ...live(fine), active: false }, 1000)).toBeNull();
    expect(judge.judge(live(fine), 2000)?.grade).toBe('good');
  });

  it('is lost while its path is broken, and good as soon as packets arrive again', () => {
    const judge = new ConnectionJudge();
    after(judge, 0, 3, live(fine));
    const lost = judge.judge({ ...live(), path: 'broken' }, 3000);
    expect(lost && describeConnection(lost)).toBe('Lost connection: being restored');
    expect(judge.judge(live(), 4000)?.grade).toBe('lost');
    expect(judge.judge(live(fine), 5000)?.grade).toBe('good');
  });

  it('is lost when no packet arrives for a while', () => {
    const judge = new ConnectionJudge();
    after(judge, 0, 3, live(fine));
    const silent = live({ ...fine, packets: 0, framesPerSecond: 0, bitsPerSecond: 0 });
    const lastHeard = 2000;
    expect(judge.judge(silent, lastHeard + judgeTiming.silence - 1)?.grade).not.toBe('lost');
    const lost = judge.judge(silent, lastHeard + judgeTiming.silence);
    expect(lost && describeConnection(lost)).toBe('Lost connection: nothing arrives');
    expect(judge.judge(silent, lastHeard + judgeTiming.silence + 1000)?.grade).toBe('lost');
    expect(judge.judge(live(fine), 20_000)?.grade).toBe('good');
  });

  it('becomes worse only after it has been worse for a moment', () => {
    const judge = new ConnectionJudge();
    after(judge, 0, 5, live(fine));
    const bad = live({ ...fine, rttMs: 5000 });
    expect(judge.judge(bad, 5000)?.grade).toBe('good');
    expect(judge.judge(bad, 5000 + judgeTiming.worsen - 1)?.grade).toBe('good');
    expect(judge.judge(bad, 5000 + judgeTiming.worsen)?.grade).toBe('poor');
  });

  it('becomes better only after it has been better for longer, and clearly', () => {
    const judge = new ConnectionJudge();
    after(judge, 0, 10, live({ ...fine, rttMs: 900 }));
    // Below the limit of 800 ms, but not clearly.
    expect(after(judge, 10_000, 20, live({ ...fine, rttMs: 700 }))?.grade).toBe('poor');
    expect(after(judge, 30_000, 5, live(fine))?.grade).toBe('poor');
    expect(after(judge, 35_000, 12, live(fine))?.grade).toBe('good');
  });

  it('does not flicker when figures go up and down around a limit', () => {
    const judge = new ConnectionJudge();
    const seen = new Set<string | undefined>();
    for (let second = 0; second < 60; second++) {
      const rttMs = second % 2 === 0 ? 280 : 330;
      seen.add(judge.judge(live({ ...fine, rttMs }), second * 1000)?.grade);
    }
    expect(seen.size).toBeLessThanOrEqual(2);
  });
});

it.each<[string, StreamFigures, boolean]>([
  ['a fine video', fine, false],
  ['much loss', { ...fine, packetsLost: 30 }, true],
  ['some loss', { ...fine, packetsLost: 6 }, false],
  ['hardly any bandwidth', { ...up, limitedByNetwork: true, bitsPerSecond: 60_000 }, true],
  ['little bandwidth', { ...up, limitedByNetwork: true, bitsPerSecond: 200_000 }, false],
  ['a slow encoder', { ...fine, framesPerSecond: 3, frozenMs: 500 }, false],
])('knows whether less video would help: %s', (_, stream, starved) => {
  const connection = after(new ConnectionJudge(), 0, 8, live(stream));
  expect(connection !== null && isStarved(connection)).toBe(starved);
});
