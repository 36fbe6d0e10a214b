import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetInterrupted, interruptedCall, noteInterrupted } from './reload';

function loadedBy(type: NavigationTimingType) {
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as never]);
}

describe('a call and a reload', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    forgetInterrupted();
  });

  it('rejoins under the same name', () => {
    noteInterrupted({ meetingId: 'm', displayName: 'Ann' });
    loadedBy('reload');
    expect(interruptedCall('m')).toEqual({ meetingId: 'm', displayName: 'Ann' });
  });

  it('rejoins once', () => {
    noteInterrupted({ meetingId: 'm' });
    loadedBy('reload');
    expect(interruptedCall('m')).toEqual({ meetingId: 'm' });
    forgetInterrupted();
    expect(interruptedCall('m')).toBeNull();
  });

  it.each(['navigate', 'back_forward'] as const)('does not go on by %s', (type) => {
    noteInterrupted({ meetingId: 'm' });
    loadedBy(type);
    expect(interruptedCall('m')).toBeNull();
  });

  it('does not rejoin after a session restore a day later', () => {
    noteInterrupted({ meetingId: 'm' }, Date.now() - 24 * 3_600_000);
    loadedBy('reload');
    expect(interruptedCall('m')).toBeNull();
  });

  it('does not rejoin another meeting', () => {
    noteInterrupted({ meetingId: 'm' });
    loadedBy('reload');
    expect(interruptedCall('other')).toBeNull();
  });

  it('ignores foreign content', () => {
    sessionStorage.setItem('chattycat.interrupted', '{');
    loadedBy('reload');
    expect(interruptedCall('m')).toBeNull();
  });
});
