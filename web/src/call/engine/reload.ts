/**
 * Takes a call across a reload of its page. A page that goes away in the middle of a call leaves a note in
 * the tab's session storage; the page that a reload loads next takes it and joins again. Nothing else does:
 * a call that was left leaves no note, and session restore, Back and a copied tab are not reloads.
 */
export interface Interrupted {
  meetingId: string;
  displayName?: string;
}

const key = 'chattycat.interrupted';
/** A reload follows at once. Session restore may report itself as a reload, but comes later. In ms. */
const keptMs = 60_000;

export function noteInterrupted(call: Interrupted, now = Date.now()): void {
  sessionStorage.setItem(key, JSON.stringify({ ...call, at: now }));
}

/** The call in this meeting that the reload interrupted; null where there is none. Reading it changes nothing. */
export function interruptedCall(meetingId: string, now = Date.now()): Interrupted | null {
  if (!isReload()) {
    return null;
  }
  try {
    const note = JSON.parse(sessionStorage.getItem(key) ?? 'null') as
      (Partial<Interrupted> & { at?: unknown }) | null;
    if (note?.meetingId === meetingId && typeof note.at === 'number' && now - note.at < keptMs) {
      const { displayName } = note;
      return { meetingId, ...(typeof displayName === 'string' ? { displayName } : {}) };
    }
  } catch {
    // Written by another version.
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
