import type { Room } from '../room';
import type { Grade } from './connection-judge';
import type { Connections } from './connection-board';

/** The server ignores a grade within two seconds of the former one. In ms. */
const everyMs = 3000;

/** Tells the others how good the connection is over which this page sends. */
export class UplinkReporter {
  readonly #send: (publicationId: string, grade: Grade) => void;
  #sentAt = new Map<string, number>();

  constructor(send: (publicationId: string, grade: Grade) => void) {
    this.#send = send;
  }

  /** Sends what differs from what the room knows, until the room knows it. `at` is in ms of a steady clock. */
  note(room: Room, connections: Connections, at: number): void {
    const own = room.filter(({ you }) => you).flatMap(({ publications }) => publications);
    const sentAt = new Map<string, number>();
    for (const { id, uplink = 'good' } of own) {
      const grade = connections.get(id)?.grade ?? 'good';
      const before = this.#sentAt.get(id) ?? -Infinity;
      const due = grade !== uplink && at - before >= everyMs;
      if (due) this.#send(id, grade);
      sentAt.set(id, due ? at : before);
    }
    this.#sentAt = sentAt;
  }
}
