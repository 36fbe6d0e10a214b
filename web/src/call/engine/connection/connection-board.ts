import type { PeerLink } from '../peer-link';
import type { Picture } from '../picture-choice';
import type { Publication } from '../protocol';
import type { Report } from '../stat-values';
import { Store } from '../store';
import { ConnectionJudge, isStarved, type Connection, type Sample } from './connection-judge';
import { describeConnection } from './connection-text';
import { SlowNetwork, type Way } from './slow-network';
import { SoundFirst } from './sound-first';
import { StreamMeter } from './stream-figures';

/** By publication. */
export type Connections = ReadonlyMap<string, Connection>;

/** A connection and its statistics; null while it is not connected. */
export interface Polled {
  link: PeerLink;
  report: Report | null;
}

/** A connection of this page, and what was found. */
interface Graded {
  connection: Connection;
  link: PeerLink;
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
  /** Which video is paused because the own connection is slow. */
  readonly soundFirst = new SoundFirst();
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
    const ways: Record<Way, Graded[]> = { up: [], down: [] };
    for (const { link, report } of polled) {
      const one = this.#followed.get(link) ?? new Followed();
      followed.set(link, one);
      one.wasLive ||= link.state === 'live';
      const connection = one.judge.judge(this.#sample(one, link, report), at);
      const { publicationId, role } = link.strategy;
      if (publicationId !== null && connection !== null) {
        states.set(publicationId, connection);
        ways[role === 'publisher' ? 'up' : 'down'].push({ connection, link });
      }
    }
    this.#followed = followed;
    const grades = (way: Way) => ways[way].map(({ connection }) => connection.grade);
    this.slow.note({ up: grades('up'), down: grades('down') }, at);
    this.soundFirst.note(
      {
        up: ways.up.some(({ connection }) => isStarved(connection)) && this.#hasCamera(ways.up),
        down:
          ways.down.filter(({ connection }) => isStarved(connection)).length * 2 >
            ways.down.length && this.#hasCamera(ways.down),
      },
      at,
    );
    if (!same(states, this.states.get())) {
      this.states.set(states);
    }
  };

  /** Whether the video of a camera is among these. */
  #hasCamera(graded: readonly Graded[]): boolean {
    return graded.some(({ link: { strategy } }) => {
      const publication = this.#publication(strategy.publicationId ?? '');
      return publication?.kind === 'camera' && this.#isShown(publication, strategy.picture);
    });
  }

  #isShown({ videoMuted }: Publication, picture: Picture): boolean {
    return !videoMuted && picture !== 'none';
  }

  #sample(followed: Followed, { state, strategy }: PeerLink, report: Report | null): Sample {
    const publication = this.#publication(strategy.publicationId ?? '');
    const unmuted = publication !== undefined && this.#isShown(publication, strategy.picture);
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
