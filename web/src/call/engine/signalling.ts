import { ClockSync } from './clock-sync';
import { watchNetwork } from './connection/network';
import type { Ticker } from './heartbeat';
import { PendingRequests } from './pending-requests';
import {
  parseServerMessage,
  type Answer,
  type ClientNotice,
  type ClientRequest,
  type Joined,
  type Notification,
  type ServerError,
} from './protocol';
import { SignallingError } from './signalling-error';

export interface SignallingEvents {
  /**
   * The server has let this page into the room. `resumed`: as the same participant as before, so that
   * everything negotiated is still valid.
   */
  joined: (message: Joined, resumed: boolean) => void;
  notified: (message: Notification) => void;
  /** The server has ended this page's stamp clock, for this reason. */
  clockEnded?: (reason: string) => void;
  /** The socket was lost; new attempts are under way. */
  lost: () => void;
  /** The server refused this page, or was unreachable for too long. There are no more attempts. */
  ended: (error: SignallingError) => void;
}

export interface SignallingOptions {
  url: string;
  meetingId: string;
  displayName?: string;
  events: SignallingEvents;
  ticker: Ticker;
  openSocket?: (url: string) => WebSocket;
}

/** All in ms. */
export const timing = {
  ping: 2000,
  /** The server waits equally long before it considers a page lost. */
  silence: 6000,
  /** The same after the network changed. */
  probe: 2000,
  request: 10_000,
  /** The delays between attempts; the last one repeats. */
  retries: [200, 500, 1000, 2000, 3000],
  /** After this long without a room, the person decides whether to try again. */
  giveUp: 60_000,
} as const;

/** Codes after which another attempt would fail the same way. */
const final = new Set([
  'MEETING_NOT_FOUND',
  'MEETING_LOCKED',
  'ADMISSION_REQUIRED',
  'MEETING_FULL',
  'REPLACED',
  'SESSION_ENDED',
  'REMOVED',
  'MEETING_ENDED',
  'BAD_MESSAGE',
]);

/** Codes that end a page's stamp clock. */
const clockCodes = new Set(['CLOCK_WRONG', 'CLOCK_ENDED']);

/** The time without a room, by `Date.now()`, and the attempts made during it. */
interface Outage {
  since: number;
  attempts: number;
}

type State =
  /** Before `open()`, and for good after leaving or ending. */
  | { phase: 'closed' }
  /** A socket is being opened, or a join waits for its answer on it. */
  | { phase: 'connecting'; socket: WebSocket; heardAt: number; outage: Outage }
  | { phase: 'joined'; socket: WebSocket; heardAt: number; pingedAt: number }
  /** The timer starts the next attempt. */
  | { phase: 'waiting'; timer: ReturnType<typeof setTimeout>; outage: Outage };

/** One session in a room, over as many sockets as it takes: join, requests, heartbeat, resuming. */
export class Signalling {
  readonly clock = new ClockSync(() => {
    this.#ping();
  });
  readonly #options: SignallingOptions;
  readonly #requests = new PendingRequests(timing.request);
  #state: State = { phase: 'closed' };
  /** What the server knows this participant by; null before the first join and after a failed resume. */
  #resumable: Pick<Joined, 'participantId' | 'resumeToken'> | null = null;
  #stopTicker: (() => void) | null = null;
  #stopNetwork: (() => void) | null = null;

  constructor(options: SignallingOptions) {
    this.#options = options;
  }

  open(): void {
    this.#stopTicker = this.#options.ticker(this.#tick);
    this.#stopNetwork = watchNetwork(this.#networkChanged);
    this.#connect({ since: Date.now(), attempts: 0 });
  }

  /**
   * Sends a request. The reference is available at once, the answer later. The answer rejects with a
   * SignallingError; with `LOST` at once while there is no room.
   */
  request<T extends Answer>(message: ClientRequest): { ref: number; answer: Promise<T> } {
    const { ref, answer } = this.#requests.add<T>();
    const socket = this.#openSocket(message.type === 'join' ? 'connecting' : 'joined');
    if (socket === null) {
      this.#requests.reject(ref, lost());
    } else {
      socket.send(JSON.stringify({ ...message, ref }));
    }
    return { ref, answer };
  }

  /** Sends a message that has no answer; drops it while there is no room. */
  send(message: ClientNotice): void {
    this.#openSocket('joined')?.send(JSON.stringify(message));
  }

  /** How long ago the server was heard, in ms; Infinity while there is no room. */
  get silentMs(): number {
    return this.#state.phase === 'joined' ? Date.now() - this.#state.heardAt : Infinity;
  }

  /** Leaves the room for good. */
  leave(): void {
    // Also while the join is under way: the server handles both in order.
    const socket = this.#openSocket('joined') ?? this.#openSocket('connecting');
    socket?.send(JSON.stringify({ type: 'leave' } satisfies ClientNotice));
    this.#close();
  }

  /** The socket where it is open and the signalling is in the given phase. */
  #openSocket(phase: 'connecting' | 'joined'): WebSocket | null {
    const state = this.#state;
    return state.phase === phase && state.socket.readyState === WebSocket.OPEN
      ? state.socket
      : null;
  }

  #uses(socket: WebSocket): boolean {
    return 'socket' in this.#state && this.#state.socket === socket;
  }

  #connect(outage: Outage): void {
    const open = this.#options.openSocket ?? ((url: string) => new WebSocket(url));
    const socket = open(this.#options.url);
    this.#state = { phase: 'connecting', socket, heardAt: Date.now(), outage };
    socket.onopen = () => {
      if (this.#uses(socket)) {
        this.#join(socket);
      }
    };
    socket.onmessage = (event) => {
      if (this.#uses(socket)) {
        this.#receive(event.data);
      }
    };
    socket.onclose = () => {
      if (this.#uses(socket)) {
        this.#lose();
      }
    };
  }

  #join(socket: WebSocket): void {
    const { meetingId, displayName } = this.#options;
    const before = this.#resumable;
    const { answer } = this.request<Joined>({
      type: 'join',
      meetingId,
      ...(displayName === undefined ? {} : { displayName }),
      ...(before === null ? {} : { resumeToken: before.resumeToken }),
    });
    answer.then(
      (message) => {
        if (this.#uses(socket)) {
          this.#state = { phase: 'joined', socket, heardAt: Date.now(), pingedAt: 0 };
          this.#resumable = message;
          this.clock.start();
          this.#options.events.joined(message, before?.participantId === message.participantId);
        }
      },
      (error: unknown) => {
        if (this.#uses(socket)) {
          this.#joinFailed(error as SignallingError);
        }
      },
    );
  }

  #joinFailed(error: SignallingError): void {
    const tokenRefused = this.#resumable !== null && error.code === 'BAD_MESSAGE';
    if (final.has(error.code) && !tokenRefused) {
      this.#end(error);
      return;
    }
    if (error.code !== 'DATABASE_AWAY') {
      // The server may have given up the session. Join as a new participant.
      this.#resumable = null;
    }
    this.#lose();
  }

  #receive(data: unknown): void {
    if ('heardAt' in this.#state) {
      this.#state.heardAt = Date.now();
    }
    const message = parseServerMessage(data);
    if (message === null) {
      return;
    }
    switch (message.type) {
      case 'pong':
        this.clock.answered(message);
        return;
      case 'joined':
      case 'published':
      case 'viewing':
      case 'stampClock':
      case 'done':
      case 'clockLink':
        this.#requests.resolve(message);
        return;
      case 'error':
        this.#refused(message);
        return;
      default:
        this.#options.events.notified(message);
    }
  }

  #refused({ ref, code, message, fatal }: ServerError): void {
    const error = new SignallingError(code, message);
    if (ref !== undefined) {
      this.#requests.reject(ref, error);
    }
    if (ref === undefined && clockCodes.has(code)) {
      this.#options.events.clockEnded?.(message);
    }
    if (fatal && final.has(code) && (ref === undefined || this.#state.phase === 'joined')) {
      this.#end(error);
    }
  }

  readonly #tick = (): void => {
    const state = this.#state;
    const now = Date.now();
    if ('heardAt' in state && now - state.heardAt > timing.silence) {
      this.#lose();
    } else if (state.phase === 'joined' && now - state.pingedAt >= timing.ping) {
      state.pingedAt = now;
      this.#ping();
    }
  };

  #ping(): void {
    this.send({ type: 'ping', sentMs: performance.now() });
  }

  /** Nobody tells a socket that its network is gone: only an answer shows that it still works. */
  readonly #networkChanged = (): void => {
    if (this.#state.phase === 'joined') {
      const latest = Date.now() - timing.silence + timing.probe;
      this.#state.heardAt = Math.min(this.#state.heardAt, latest);
      this.#ping();
    } else {
      this.#retryNow();
    }
  };

  readonly #retryNow = (): void => {
    if (this.#state.phase === 'waiting') {
      clearTimeout(this.#state.timer);
      this.#connect(this.#state.outage);
    }
  };

  /** Gives up the socket and plans the next attempt. */
  #lose(): void {
    const state = this.#state;
    if (state.phase !== 'connecting' && state.phase !== 'joined') {
      return;
    }
    const outage = state.phase === 'joined' ? { since: Date.now(), attempts: 0 } : state.outage;
    if (Date.now() - outage.since > timing.giveUp) {
      this.#end(
        new SignallingError(
          'UNREACHABLE',
          'The server cannot be reached. Check your connection, then try again.',
        ),
      );
      return;
    }
    const delay = timing.retries[Math.min(outage.attempts, timing.retries.length - 1)];
    this.#leaveState({
      phase: 'waiting',
      timer: setTimeout(this.#retryNow, delay),
      outage: { since: outage.since, attempts: outage.attempts + 1 },
    });
    if (state.phase === 'joined') {
      this.#options.events.lost();
    }
  }

  #end(error: SignallingError): void {
    if (this.#state.phase !== 'closed') {
      this.#close();
      this.#options.events.ended(error);
    }
  }

  #close(): void {
    this.#stopTicker?.();
    this.#stopNetwork?.();
    this.#leaveState({ phase: 'closed' });
  }

  /** Releases what belongs to the current state: the socket with its requests, or the timer. */
  #leaveState(next: State): void {
    const before = this.#state;
    this.#state = next;
    this.clock.stop();
    if (before.phase === 'waiting') {
      clearTimeout(before.timer);
    } else if (before.phase !== 'closed') {
      before.socket.close();
    }
    this.#requests.rejectAll(lost());
  }
}

function lost(): SignallingError {
  return new SignallingError('LOST', 'The connection to the server was lost.');
}
