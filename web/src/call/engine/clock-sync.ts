import { ServerClock, type ServerTime } from '../../clock-code/server-clock';

/** The first exchanges follow each other quickly, so that the clock is known soon; in ms. */
const burstIntervalMs = 100;
const burstSize = 10;

/** Keeps this page's idea of the server's time, by the pings of the signalling. */
export class ClockSync {
  readonly #clock = new ServerClock();
  readonly #ping: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param ping sends a ping that the server answers with its time */
  constructor(ping: () => void) {
    this.#ping = ping;
  }

  /** A connection to the server begins. */
  start(): void {
    this.stop();
    let left = burstSize;
    this.#timer = setInterval(() => {
      this.#ping();
      if (--left === 0) {
        this.stop();
      }
    }, burstIntervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The server answered a ping just now. */
  answered({ sentMs, serverMs }: { sentMs?: number; serverMs?: number }): void {
    if (sentMs !== undefined && serverMs !== undefined) {
      this.#clock.add({ sentMs, serverMs, receivedMs: performance.now() });
    }
  }

  /** The server's time as known now; null before the first answer. */
  now(): ServerTime | null {
    return this.#clock.at(performance.now());
  }
}
