import type { Room } from '../../engine/room';

/** Whether this page's person agreed to be recorded; null without an answer. */
export function ownConsent(room: Room): boolean | null {
  return room.find(({ you }) => you)?.recordingConsent ?? null;
}
