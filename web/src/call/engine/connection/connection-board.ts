import type { PeerLink } from '../peer-link';
import type { Publication } from '../protocol';
import type { Report } from '../stat-values';
import { Store } from '../store';
import { ConnectionJudge, type Connection, type Grade, type Sample } from './connection-judge';
import { describeConnection } from './connection-text';
import { SlowNetwork } from './slow-network';
import { StreamMeter } from './stream-figures';

/** By publication. */
export type Connections = ReadonlyMap<string, Connection>;

/** A connection and its statistics; null while it is not connected. */
export interface Polled {
  link: PeerLink;
  report: Report | null;
}

/** The least time between two samples, in ms. Counters of a shorter time say little. */
const everyMs = 1000;

/** What is known of one connection. */
class Followed {
  readonly meter = new StreamMeter();
  readonly judge = new ConnectionJudge();
  wasLive = false;
}

/** How good the connection of each publication is: what arrives here of others, and what arrives at the server of one's own. */
export class ConnectionBoard {
  readonly states = new Store<Connections>(new Map());
  /** Whether to tell the person that the own connection is slow. */
  readonly slow = new SlowNetwork();
  readonly #publication: (id: string) => Publication | undefined;
  #followed = new Map<PeerLink, Followed>();
  #at = -Infinity;

  /** @param publication a publication in the room, by its id */
  constructor(publication: (id: string) => Publication | undefined) {
    this.#publication = publication;
  }

  /** Takes the statistics of all connections. `at` is in ms of a steady clock. */
  readonly note = (polled: readonly Polled[], at: number): void => {
    if (at - this.#at < everyMs) return;
    this.#at = at;
    const states = new Map<string, Connection>();
    const followed = new Map<PeerLink, Followed>();
    const grades = { up: [] as Grade[], down: [] as Grade[] };
    for (const { link, report } of polled) {
      const one = this.#followed.get(link) ?? new Followed();
      followed.set(link, one);
      one.wasLive ||= link.state === 'live';
      const connection = one.judge.judge(this.#sample(one, link, report), at);
      const { publicationId, role } = link.strategy;
      if (publicationId !== null && connection !== null) {
        states.set(publicationId, connection);
        grades[role === 'publisher' ? 'up' : 'down'].push(connection.grade);
      }
    }
    this.#followed = followed;
    this.slow.note(grades, at);
    if (!same(states, this.states.get())) {
      this.states.set(states);
    }
  };

  #sample(followed: Followed, { state, strategy }: PeerLink, report: Report | null): Sample {
    const publication = this.#publication(strategy.publicationId ?? '');
    const unmuted =
      publication !== undefined && !publication.videoMuted && strategy.picture !== 'none';
    return {
      path: state === 'live' ? 'live' : followed.wasLive ? 'broken' : 'starting',
      active: unmuted || publication?.audioMuted === false,
      moving: unmuted && publication.kind === 'camera' && !document.hidden,
      reduced: strategy.reduced === true,
      streams: report === null ? [] : followed.meter.take(report),
    };
  }
}

/** Whether both say the same in words. */
function same(one: Connections, other: Connections): boolean {
  const said = (connection: Connection | undefined) => connection && describeConnection(connection);
  return (
    one.size === other.size && [...one].every(([id, state]) => said(other.get(id)) === said(state))
  );
}
