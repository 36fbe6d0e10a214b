import type { Picture } from './picture-choice';
import type { Joined, Notification, Participant, Publication } from './protocol';

/** Everyone in the room, in the order in which they came. */
export type Room = readonly Participant[];

/** The room after a message about it; the same object where nothing changed. */
export function reduceRoom(room: Room, message: Joined | Notification): Room {
  switch (message.type) {
    case 'joined':
      return message.participants;
    case 'participant': {
      const { participant } = message;
      return room.some((other) => other.id === participant.id)
        ? room.map((other) => (other.id === participant.id ? participant : other))
        : [...room, participant];
    }
    case 'participantLeft':
      return room.some((other) => other.id === message.participantId)
        ? room.filter((other) => other.id !== message.participantId)
        : room;
    default:
      return room;
  }
}

/** Marks the person's own sessions where names are shown. */
export function ownMark({ you, samePerson }: Participant): string {
  return you ? ' (you)' : samePerson ? ' (you, elsewhere)' : '';
}

/** Whether this page's person may act as the host of the meeting. */
export function isHost(room: Room): boolean {
  return room.some(({ you, host }) => you && host);
}

/** What this page's person may do to somebody as a host. The server has the same rule, and decides. */
export interface HostRights {
  /** Mute, ask to unmute, and stop a screen share. */
  act: boolean;
  remove: boolean;
  /** Make the person a co-host, or end that. */
  appoint: boolean;
}

export function hostRights(room: Room, { you, samePerson, guest, host }: Participant): HostRights {
  const act = isHost(room) && !you && !samePerson;
  const creator = act && !room.some((own) => own.you && own.coHost);
  return { act, remove: act && (creator || !host), appoint: creator && !guest };
}

/** Whether somebody's microphone is on. */
export function isAudible({ publications }: Participant): boolean {
  return publications.some(({ kind, audioMuted }) => kind === 'camera' && !audioMuted);
}

/** The publications of the other participants. */
export function remotePublications(room: Room): Publication[] {
  return room
    .filter((participant) => !participant.you)
    .flatMap((participant) => participant.publications);
}

export function findPublication(room: Room, id: string): Publication | undefined {
  return room.flatMap(({ publications }) => publications).find((one) => one.id === id);
}

/**
 * Whether a publication's participant is there and sends sound or video.
 *
 * @param picture which picture of it counts
 */
export function isSent(room: Room, id: string, picture: Picture): boolean {
  const publication = findPublication(
    room.filter(({ status }) => status === 'present'),
    id,
  );
  if (publication === undefined) return false;
  return !publication.audioMuted || (!publication.videoMuted && picture !== 'none');
}

/** Whether a publication was in the room before, and is not any more. */
export function stoppedPublishing(before: Room, room: Room, id: string | null): boolean {
  return (
    id !== null &&
    findPublication(before, id) !== undefined &&
    findPublication(room, id) === undefined
  );
}
