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

  it('goes on under the same name', () => {
    noteInterrupted({ meetingId: 'm', displayName: 'Ann' });
    loadedBy('reload');
    expect(interruptedCall('m')).toEqual({ meetingId: 'm', displayName: 'Ann' });
  });

  it('goes on once', () => {
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

  it('does not go on a day later, as by session restore', () => {
    noteInterrupted({ meetingId: 'm' }, Date.now() - 24 * 3_600_000);
    loadedBy('reload');
    expect(interruptedCall('m')).toBeNull();
  });

  it('does not lead into another meeting', () => {
    noteInterrupted({ meetingId: 'm' });
    loadedBy('reload');
    expect(interruptedCall('other')).toBeNull();
  });

  it('ignores what it did not write', () => {
    sessionStorage.setItem('chattycat.interrupted', '{');
    loadedBy('reload');
    expect(interruptedCall('m')).toBeNull();
  });
});
