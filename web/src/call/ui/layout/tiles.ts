import type { Participant, Publication } from '../../engine/protocol';
import type { Room } from '../../engine/room';

/** One tile: a person's camera or a shared screen. */
export interface Shown {
  /** The participant's id for a camera, the publication's for a screen. */
  key: string;
  participant: Participant;
  /** Undefined while the person publishes no camera. */
  publication: Publication | undefined;
}

export function faces(room: Room): Shown[] {
  return room.map((participant) => ({
    key: participant.id,
    participant,
    publication: participant.publications.find((one) => one.kind === 'camera'),
  }));
}

export function screens(room: Room): Shown[] {
  return room.flatMap((participant) =>
    participant.publications
      .filter((one) => one.kind === 'screen')
      .map((publication) => ({ key: publication.id, participant, publication })),
  );
}

/** The people who spoke, the latest first, from their publications. */
export function speakersOf(all: readonly Shown[], recent: readonly string[]): string[] {
  return recent.flatMap((id) => {
    const tile = all.find(({ publication }) => publication?.id === id);
    return tile === undefined ? [] : [tile.key];
  });
}
