import type { PeerLink } from '../peer-link';
import { entriesOf, number, selectedPair, type Entry } from '../stat-values';
import type { Polled } from './connection-board';

/** All in ms. */
export const pathTiming = {
  /**
   * Something arrives at least every second: packets of a publication, or the media server's reports about one. A media
   * server that stands still is reported after at most 3 s, and is not helped by new connections.
   */
  silence: 3500,
  /** The same of a view while ICE's checks are answered, so that the media server does not stand still. */
  elsewhere: 2000,
  /** A further silence is waited for twice as long, up to this long. */
  longest: 120_000,
  /** Unless the last one is this long ago. Where reports come seldom, silence means nothing, and new connections are rare. */
  forgiven: 30_000,
  /** After a longer time without statistics, such as with the laptop's lid closed, silence counts anew. */
  gap: 2000,
} as const;

export interface PathWatchOptions {
  /** Whether somebody sends a publication, so that it arrives unless its path is lost. */
  isSent: (publicationId: string) => boolean;
  /** How long ago the server was heard, in ms; Infinity while it negotiates no media. */
  serverSilentMs: () => number;
}

/** What is known of one connection. */
interface Heard {
  bytes: number;
  sent: number;
  /** How many of ICE's checks were answered; null where the browser does not say. */
  answers: number | null;
  /** Since when nothing has arrived although something should; null where that is not so. */
  silentSince: number | null;
  /** Whether a check was answered since then. */
  answered: boolean;
}

/**
 * Finds connections that ICE takes for intact although nothing arrives on them any more, and has them negotiated again. So it
 * is where a NAT has changed this page's port: its checks are answered, and media still goes to the former port. A real
 * Kurento keeps doing that.
 */
export class PathWatch {
  readonly #options: PathWatchOptions;
  #heard = new Map<PeerLink, Heard>();
  /** When a connection was last found silent, and for how long. */
  readonly #found = new WeakMap<PeerLink, { patience: number; at: number }>();
  #at = -Infinity;

  constructor(options: PathWatchOptions) {
    this.#options = options;
  }

  /** Takes the statistics of all connections. `at` is in ms of a steady clock. */
  note(polled: readonly Polled[], at: number): void {
    const before = at - this.#at > pathTiming.gap ? new Map<PeerLink, Heard>() : this.#heard;
    this.#heard = new Map();
    for (const { link, report } of polled) {
      if (link.state === 'live' && report !== null) {
        this.#hear(link, entriesOf(report), before.get(link));
      }
    }
    this.#at = at;
    // Where the server is silent too, the whole network is away: the connections may go on when it is back.
    const serverHeardAt = at - this.#options.serverSilentMs();
    for (const [link, { silentSince, answered }] of this.#heard) {
      const patience = this.#patience(link, answered);
      if (silentSince !== null && silentSince <= Math.min(serverHeardAt, at - patience)) {
        this.#found.set(link, { patience, at });
        this.#heard.delete(link);
        link.renegotiate();
      }
    }
  }

  /** How long a silence must be to count. */
  #patience(link: PeerLink, answered: boolean): number {
    const found = this.#found.get(link);
    if (found !== undefined && this.#at - found.at <= 2 * found.patience + pathTiming.forgiven) {
      return Math.min(2 * found.patience, pathTiming.longest);
    }
    const viewed = link.strategy.role === 'viewer';
    return viewed && answered ? pathTiming.elsewhere : pathTiming.silence;
  }

  #hear(link: PeerLink, entries: ReadonlyMap<string, Entry>, before: Heard | undefined): void {
    const pair = selectedPair(entries);
    // Media and its reports, without ICE's checks.
    const bytes = number(pair?.['bytesReceived']);
    if (bytes === null) return;
    const answers = number(pair?.['responsesReceived']);
    const sent = packetsSent(entries);
    const silentSince = bytes === before?.bytes ? this.#silentSince(link, before, sent) : null;
    const answered =
      silentSince !== null && (before?.answered === true || answers !== before?.answers);
    this.#heard.set(link, { bytes, sent, answers, silentSince, answered });
  }

  /** Since when something should have arrived on a silent connection: what is viewed, or reports about what is sent. */
  #silentSince({ strategy }: PeerLink, before: Heard, sent: number): number | null {
    const isExpected =
      strategy.role === 'viewer'
        ? this.#options.isSent(strategy.publicationId ?? '')
        : before.silentSince !== null || sent > before.sent;
    return isExpected ? (before.silentSince ?? this.#at) : null;
  }
}

function packetsSent(entries: ReadonlyMap<string, Entry>): number {
  return [...entries.values()]
    .filter(({ type }) => type === 'outbound-rtp')
    .reduce((sum, { packetsSent: packets }) => sum + (number(packets) ?? 0), 0);
}
