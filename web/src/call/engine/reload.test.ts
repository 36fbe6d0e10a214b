import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetInterrupted, interruptedCall, noteInterrupted, type Interrupted } from './reload';

function loadedBy(type: NavigationTimingType) {
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as never]);
}

/** A call in which nothing was on. */
const silent: Interrupted = { meetingId: 'm', camera: false, microphone: 'off' };

describe('a call and a reload', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    forgetInterrupted();
  });

  it('rejoins under the same name and with the same devices', () => {
    const call = { meetingId: 'm', displayName: 'Ann', camera: true, microphone: 'muted' } as const;
    noteInterrupted(call);
    loadedBy('reload');
    expect(interruptedCall('m')).toEqual(call);
  });

  it('rejoins without devices where the note does not make sense', () => {
    const foreign = { meetingId: 'm', displayName: 7, camera: 'yes', microphone: 'loud' };
    noteInterrupted(foreign as never);
    loadedBy('reload');
    expect(interruptedCall('m')).toEqual(silent);
  });

  it('rejoins once', () => {
    noteInterrupted(silent);
    loadedBy('reload');
    expect(interruptedCall('m')).toEqual(silent);
    forgetInterrupted();
    expect(interruptedCall('m')).toBeNull();
  });

  it.each(['navigate', 'back_forward'] as const)('does not go on by %s', (type) => {
    noteInterrupted(silent);
    loadedBy(type);
    expect(interruptedCall('m')).toBeNull();
  });

  it('does not rejoin after a session restore a day later', () => {
    noteInterrupted(silent, Date.now() - 24 * 3_600_000);
    loadedBy('reload');
    expect(interruptedCall('m')).toBeNull();
  });

  it('does not rejoin another meeting', () => {
    noteInterrupted(silent);
    loadedBy('reload');
    expect(interruptedCall('other')).toBeNull();
  });

  it('ignores foreign content', () => {
    sessionStorage.setItem('chattycat.interrupted', '{');
    loadedBy('reload');
    expect(interruptedCall('m')).toBeNull();
  });
});
