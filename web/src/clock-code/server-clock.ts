/** One question to the server for its time. */
export interface Exchange {
  /** When the question was sent, in ms by this page's monotonic clock (`performance.now()`). */
  sentMs: number;
  /** What the server's clock showed between question and answer, in ms since the epoch. */
  serverMs: number;
  /** When the answer arrived, in ms by the same clock as `sentMs`. */
  receivedMs: number;
}

/** What this page knows of the server's clock. */
export interface ServerTime {
  /** Server time minus this page's monotonic time, in ms. */
  offsetMs: number;
  /** The true offset differs from `offsetMs` by no more than this, in ms. */
  errorMs: number;
}

/** Exchanges older than this are of no use, in ms: the two clocks drift apart meanwhile. */
export const memoryMs = 60_000;
/** More than two clocks of computers drift apart, as a ratio: quartz is within 50 ppm on each side. */
export const driftRatio = 100e-6;
/** Browsers round their clock to a millisecond, at both ends of an exchange. */
export const granularityMs = 1;
/** More exchanges than fit into the memory at one per second, with the first burst. */
const limit = 100;

interface Known extends Exchange {
  offsetMs: number;
  errorMs: number;
}

/**
 * The server's clock as this page knows it: of the exchanges of the last minute, the one that says most. Half a
 * round trip bounds the error, whatever the two directions take, and the drift since then is added.
 */
export class ServerClock {
  #known: Known[] = [];

  /**
   * Takes an exchange into account. Where it contradicts what was known, the older ones are dropped: one of the
   * clocks was set, or this one stood still while the device slept.
   */
  add({ sentMs, serverMs, receivedMs }: Exchange): void {
    if (!(receivedMs >= sentMs && Number.isFinite(serverMs))) {
      return;
    }
    const fresh: Known = {
      sentMs,
      serverMs,
      receivedMs,
      offsetMs: serverMs - (sentMs + receivedMs) / 2,
      errorMs: (receivedMs - sentMs) / 2 + granularityMs,
    };
    const before = this.at(receivedMs);
    const contradicts =
      before !== null &&
      Math.abs(before.offsetMs - fresh.offsetMs) > before.errorMs + fresh.errorMs;
    this.#known = contradicts
      ? [fresh]
      : [
          ...this.#known.filter((one) => receivedMs - one.receivedMs < memoryMs).slice(1 - limit),
          fresh,
        ];
  }

  /** The server's time, as known at an instant of this page's monotonic clock; null before the first exchange. */
  at(localMs: number): ServerTime | null {
    let best: ServerTime | null = null;
    for (const one of this.#known) {
      const errorMs = one.errorMs + Math.abs(localMs - one.receivedMs) * driftRatio;
      if (best === null || errorMs < best.errorMs) {
        best = { offsetMs: one.offsetMs, errorMs };
      }
    }
    return best;
  }

  /** The newest exchange, by this page's monotonic clock in ms; null before the first one. */
  get heardMs(): number | null {
    return this.#known.at(-1)?.receivedMs ?? null;
  }
}
