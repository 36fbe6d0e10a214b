import { describe, expect, it } from 'vitest';
import { frozenMs, StatsJudge } from './stats-judge';

function report(framesDecoded: number, packetsReceived: number, audioLevel = 0) {
  return new Map<string, unknown>([
    ['v', { type: 'inbound-rtp', kind: 'video', framesDecoded, packetsReceived }],
    ['a', { type: 'inbound-rtp', kind: 'audio', audioLevel, packetsReceived: 9999 }],
  ]);
}

describe('StatsJudge', () => {
  it('reports a video as frozen while packets arrive without a new frame', () => {
    const judge = new StatsJudge(0);
    expect(judge.judge(report(10, 100), 0).frozen).toBe(false);
    expect(judge.judge(report(10, 150), frozenMs - 1).frozen).toBe(false);
    expect(judge.judge(report(10, 200), frozenMs).frozen).toBe(true);
    expect(judge.judge(report(11, 210), frozenMs + 400).frozen).toBe(false);
  });

  it('does not report a stopped camera as frozen', () => {
    const judge = new StatsJudge(0);
    judge.judge(report(10, 100), 0);
    expect(judge.judge(report(10, 100), 10 * frozenMs).frozen).toBe(false);
  });

  it('does not take a picture that is paused in the middle of a frame for a frozen one', () => {
    const judge = new StatsJudge(0);
    judge.judge(report(10, 100), 0);
    expect(judge.judge(report(10, 105), 400, true).frozen).toBe(false);
    expect(judge.judge(report(10, 105), 10 * frozenMs, true).frozen).toBe(false);
    // It goes on, and its first frame takes a moment.
    expect(judge.judge(report(10, 130), 10 * frozenMs + 400).frozen).toBe(false);
  });

  it('reports a video whose first frame never arrives', () => {
    const judge = new StatsJudge(0);
    judge.judge(report(0, 0), 0);
    expect(judge.judge(report(0, 40), frozenMs).frozen).toBe(true);
  });

  it('detects speech, but not background noise', () => {
    const judge = new StatsJudge(0);
    expect(judge.judge(report(0, 0, 0.2), 0).speaking).toBe(true);
    expect(judge.judge(report(0, 0, 0.001), 0).speaking).toBe(false);
  });

  it('detects own speech from the outgoing audio', () => {
    const own = new Map([['s', { type: 'media-source', kind: 'audio', audioLevel: 0.3 }]]);
    expect(new StatsJudge(0).judge(own, 0)).toEqual({ speaking: true, frozen: false });
  });
});
