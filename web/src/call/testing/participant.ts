import type { Participant, Publication } from '../engine/protocol';

/** Ben, for tests, which state only the fields that matter to them. */
export function participant(change: Partial<Participant> = {}): Participant {
  return {
    id: 'b',
    displayName: 'Ben',
    guest: false,
    you: false,
    samePerson: false,
    status: 'present',
    handRaisedAt: null,
    host: false,
    coHost: false,
    mutedByHostAt: null,
    recordingConsent: null,
    publications: [],
    ...change,
  };
}

/** A camera that is on, with sound. */
export function camera(id: string): Publication {
  return {
    id,
    kind: 'camera',
    audioMuted: false,
    videoMuted: false,
    recorded: false,
    uplink: 'good',
  };
}
