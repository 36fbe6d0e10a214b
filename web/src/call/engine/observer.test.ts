import { describe, expect, it } from 'vitest';
import { frozenMs, Observer } from './observer';

function report(framesDecoded: number, packetsReceived: number, audioLevel = 0) {
  return new Map<string, unknown>([
    ['v', { type: 'inbound-rtp', kind: 'video', framesDecoded, packetsReceived }],
    ['a', { type: 'inbound-rtp', kind: 'audio', audioLevel, packetsReceived: 9999 }],
  ]);
}

describe('Observer', () => {
  it('finds a picture frozen when packets go on arriving without a new frame', () => {
    const observer = new Observer(0);
    expect(observer.observe(report(10, 100), 0).frozen).toBe(false);
    expect(observer.observe(report(10, 150), frozenMs - 1).frozen).toBe(false);
    expect(observer.observe(report(10, 200), frozenMs).frozen).toBe(true);
    expect(observer.observe(report(11, 210), frozenMs + 400).frozen).toBe(false);
  });

  it('does not take a stopped camera for a frozen picture', () => {
    const observer = new Observer(0);
    observer.observe(report(10, 100), 0);
    expect(observer.observe(report(10, 100), 10 * frozenMs).frozen).toBe(false);
  });

  it('finds a first picture that never comes', () => {
    const observer = new Observer(0);
    observer.observe(report(0, 0), 0);
    expect(observer.observe(report(0, 40), frozenMs).frozen).toBe(true);
  });

  it('hears speech, but not the hum of a room', () => {
    const observer = new Observer(0);
    expect(observer.observe(report(0, 0, 0.2), 0).speaking).toBe(true);
    expect(observer.observe(report(0, 0, 0.001), 0).speaking).toBe(false);
  });

  it('hears oneself through what is sent', () => {
    const own = new Map([['s', { type: 'media-source', kind: 'audio', audioLevel: 0.3 }]]);
    expect(new Observer(0).observe(own, 0)).toEqual({ speaking: true, frozen: false });
  });
});
