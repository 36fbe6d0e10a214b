/**
 * Continues a call after a reload of its page. A page that goes away during a call stores a note in the tab's
 * session storage. After a reload, the page finds the note and offers to rejoin. Nothing else offers it: a call that was
 * left stores no note, and session restore, Back and a duplicated tab are not reloads.
 */
export interface Interrupted {
  meetingId: string;
  displayName?: string;
  /** Whether the camera was on. */
  camera: boolean;
  microphone: 'off' | 'muted' | 'on';
}

const key = 'chattycat.interrupted';
/** In ms. A reload follows at once; a session restore may report itself as a reload, but comes later. */
const keptMs = 60_000;

export function noteInterrupted(call: Interrupted, now = Date.now()): void {
  sessionStorage.setItem(key, JSON.stringify({ ...call, at: now }));
}

/** The call in this meeting that the reload interrupted; null where there is none. Does not remove the note. */
export function interruptedCall(meetingId: string, now = Date.now()): Interrupted | null {
  if (!isReload()) {
    return null;
  }
  try {
    const note = JSON.parse(sessionStorage.getItem(key) ?? 'null') as
      (Partial<Interrupted> & { at?: unknown }) | null;
    if (note?.meetingId === meetingId && typeof note.at === 'number' && now - note.at < keptMs) {
      const { displayName, camera, microphone } = note;
      return {
        meetingId,
        ...(typeof displayName === 'string' ? { displayName } : {}),
        camera: camera === true,
        microphone: microphone === 'on' || microphone === 'muted' ? microphone : 'off',
      };
    }
  } catch {
    // Another version wrote it.
  }
  return null;
}

/** The note serves one reload. */
export function forgetInterrupted(): void {
  sessionStorage.removeItem(key);
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload';
}
