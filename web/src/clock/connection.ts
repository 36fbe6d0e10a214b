import { ServerClock } from '../clock-code/server-clock';
import type { Refusal, Seen, ServerMessage } from './messages';
import { openPolling, openSocket, type Transport } from './transport';

/** All in ms. */
export const timing = {
  tick: 100,
  /** Between the first pings, of which the fastest one counts. */
  burst: 100,
  ping: 1000,
  report: 1000,
  /** After this long without an answer the connection counts as lost. */
  silence: 6000,
  /** The delays between attempts; the last one repeats. */
  retries: [500, 1000, 2000, 3000],
} as const;

/** Pings that follow one another quickly before the clock is used. */
export const burstLength = 10;
/** A step of the wall clock against the monotonic one, in ms, that shows that the device slept. */
const sleptMs = 100;

/** Codes after which the same link may work a moment later. */
const passing = new Set(['DATABASE_AWAY', 'RATE_LIMITED']);

export interface ClockState {
  /** `ended`: there are no more attempts. */
  phase: 'connecting' | 'reconnecting' | 'open' | 'ended';
  /** What the code carries while the clock is open. */
  clockId: string | null;
  /** Whose camera this clock is for; empty until the server has said so. */
  name: string;
  /** What the worker sees of this clock. */
  seen: Seen | null;
  /** The way to the server in use. */
  way: 'socket' | 'polling';
  refusal: Refusal | null;
}

/** One clock at the server, over as many connections as it takes. */
export class ClockConnection {
  readonly #token: string;
  readonly #onChange: (state: ClockState) => void;
  #clock = new ServerClock();
  #state: ClockState = {
    phase: 'connecting',
    clockId: null,
    name: '',
    seen: null,
    way: 'socket',
    refusal: null,
  };
  #transport: Transport | null = null;
  #attempts = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #pongs = 0;
  #pingedAt = 0;
  #reportedAt = 0;
  #heardAt = 0;
  #wallAhead = 0;

  constructor(token: string, onChange: (state: ClockState) => void) {
    this.#token = token;
    this.#onChange = onChange;
  }

  get state(): ClockState {
    return this.#state;
  }

  /** The server's clock; null while it is not known well enough to be shown. */
  get serverClock(): ServerClock | null {
    const open = this.#state.phase === 'open' && this.#pongs >= burstLength;
    return open ? this.#clock : null;
  }

  open(): void {
    this.#wallAhead = wallAhead();
    this.#ticker = setInterval(this.#tick, timing.tick);
    document.addEventListener('visibilitychange', this.#wake);
    window.addEventListener('online', this.#retryNow);
    this.#connect();
  }

  close(): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#retryTimer);
    document.removeEventListener('visibilitychange', this.#wake);
    window.removeEventListener('online', this.#retryNow);
    this.#transport?.close();
    this.#transport = null;
  }

  #connect(): void {
    const open = this.#state.way === 'socket' ? openSocket : openPolling;
    this.#heardAt = performance.now();
    const transport = open(this.#token, {
      received: (message) => {
        if (this.#transport === transport) this.#receive(message);
      },
      lost: (everOpen) => {
        if (this.#transport === transport) this.#lost(everOpen);
      },
    });
    this.#transport = transport;
  }

  #receive(message: ServerMessage): void {
    const now = performance.now();
    this.#heardAt = now;
    switch (message.type) {
      case 'opened':
        this.#attempts = 0;
        this.#synchroniseAgain();
        this.#patch({ phase: 'open', clockId: message.clockId, name: message.name, seen: null });
        break;
      case 'pong':
        this.#clock.add({ sentMs: message.sentMs, serverMs: message.serverMs, receivedMs: now });
        this.#pongs++;
        break;
      case 'ping':
        this.#transport?.send({ type: 'pong', id: message.id });
        break;
      case 'seen':
        this.#patch({ seen: message });
        break;
      case 'notSeen':
        this.#patch({ seen: null });
        break;
      case 'error':
        if (passing.has(message.code)) {
          this.#lost(true);
        } else {
          this.close();
          this.#patch({ phase: 'ended', clockId: null, seen: null, refusal: message });
        }
    }
  }

  readonly #tick = (): void => {
    const now = performance.now();
    if (Math.abs(wallAhead() - this.#wallAhead) > sleptMs) {
      this.#wallAhead = wallAhead();
      this.#synchroniseAgain();
    }
    if (this.#transport !== null && now - this.#heardAt > timing.silence) {
      this.#lost(this.#state.phase === 'open');
    }
    if (this.#state.phase !== 'open') {
      return;
    }
    if (now - this.#pingedAt >= (this.#pongs < burstLength ? timing.burst : timing.ping)) {
      this.#pingedAt = now;
      this.#transport?.send({ type: 'ping', sentMs: performance.now() });
    }
    if (now - this.#reportedAt >= timing.report) {
      const at = performance.now();
      const time = this.serverClock?.at(at);
      if (time) {
        this.#reportedAt = now;
        this.#transport?.send({
          type: 'report',
          clockMs: at + time.offsetMs,
          errorMs: time.errorMs,
        });
      }
    }
  };

  /** Forgets the server's time: the monotonic clock stands still while a device sleeps. */
  #synchroniseAgain(): void {
    this.#clock = new ServerClock();
    this.#pongs = 0;
    this.#pingedAt = 0;
  }

  readonly #wake = (): void => {
    if (document.visibilityState === 'visible') {
      this.#synchroniseAgain();
      this.#retryNow();
    }
  };

  readonly #retryNow = (): void => {
    if (this.#transport === null && this.#state.phase !== 'ended') {
      clearTimeout(this.#retryTimer);
      this.#connect();
    }
  };

  #lost(everOpen: boolean): void {
    this.#transport?.close();
    this.#transport = null;
    // A WebSocket that never opens may be refused for its certificate. A request may still go through.
    const way = !everOpen && this.#state.way === 'socket' ? 'polling' : 'socket';
    this.#patch({ phase: 'reconnecting', clockId: null, seen: null, way });
    const last = timing.retries.length - 1;
    const delay = way === 'polling' ? 0 : timing.retries[Math.min(this.#attempts++, last)];
    this.#retryTimer = setTimeout(this.#retryNow, delay);
  }

  #patch(change: Partial<ClockState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }
}

/** Wall clock minus monotonic clock, in ms. It changes only if one of them was set or stood still. */
function wallAhead(): number {
  return Date.now() - performance.now();
}
