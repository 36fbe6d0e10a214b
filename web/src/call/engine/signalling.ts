import type { Ticker } from './heartbeat';
import {
  parseServerMessage,
  type Answer,
  type ClientNotice,
  type ClientRequest,
  type Joined,
  type Notification,
  type ServerError,
} from './protocol';

/** Why a request failed: the server's code, or `LOST` (the socket closed) or `TIMEOUT`. */
export class SignallingError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'SignallingError';
  }
}

export interface SignallingEvents {
  /** In the room. `resumed`: as the same participant as before; everything negotiated still holds. */
  joined: (message: Joined, resumed: boolean) => void;
  notified: (message: Notification) => void;
  /** The socket is gone; new ones are being tried. */
  lost: () => void;
  /** It is over: refused by the server, or nothing reachable for too long. */
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
  /** The server gives a page the same time before it takes it for lost. */
  silence: 6000,
  request: 10_000,
  /** Between attempts; the last one repeats. */
  retries: [200, 500, 1000, 2000, 3000],
  /** Without a room for this long, somebody should decide whether it is worth waiting. */
  giveUp: 60_000,
} as const;

/** Codes after which another attempt would end the same way. */
const final = new Set([
  'MEETING_NOT_FOUND',
  'MEETING_LOCKED',
  'MEETING_FULL',
  'REPLACED',
  'SESSION_ENDED',
  'REMOVED',
  'BAD_MESSAGE',
]);

interface Pending {
  resolve: (answer: Answer) => void;
  reject: (error: SignallingError) => void;
  timer: ReturnType<typeof setTimeout>;
}

/** One stay in a room over however many sockets it takes: join, requests, heartbeat, resuming. */
export class Signalling {
  readonly #options: SignallingOptions;
  readonly #pending = new Map<number, Pending>();
  #socket: WebSocket | null = null;
  #nextRef = 1;
  #joined = false;
  #over = false;
  #participantId: string | null = null;
  #resumeToken: string | null = null;
  #attempts = 0;
  #downSince = Date.now();
  #heardAt = 0;
  #pingedAt = 0;
  #stopTicker: (() => void) | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SignallingOptions) {
    this.#options = options;
  }

  open(): void {
    this.#downSince = Date.now();
    this.#stopTicker = this.#options.ticker(this.#tick);
    window.addEventListener('online', this.#retryNow);
    this.#connect();
  }

  /** Sends a request. The reference is there at once, the answer when it comes. */
  request<T extends Answer>(message: ClientRequest): { ref: number; answer: Promise<T> } {
    const ref = this.#nextRef++;
    const answer = new Promise<T>((resolve, reject) => {
      const joining = message.type === 'join';
      if (this.#socket?.readyState !== WebSocket.OPEN || (!this.#joined && !joining)) {
        reject(new SignallingError('LOST', 'The connection to the server was lost.'));
        return;
      }
      const timer = setTimeout(() => {
        this.#pending.delete(ref);
        reject(new SignallingError('TIMEOUT', 'The server did not respond in time.'));
      }, timing.request);
      this.#pending.set(ref, { resolve: resolve as (answer: Answer) => void, reject, timer });
      this.#socket.send(JSON.stringify({ ...message, ref }));
    });
    return { ref, answer };
  }

  /** Sends something that has no answer; dropped while there is no room. */
  send(message: ClientNotice): void {
    if (this.#joined && this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** Leaves the room for good. */
  leave(): void {
    // Also while the join is under way: the server takes both in turn.
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ type: 'leave' } satisfies ClientNotice));
    }
    this.#finish();
  }

  #connect(): void {
    this.#heardAt = Date.now();
    const open = this.#options.openSocket ?? ((url: string) => new WebSocket(url));
    const socket = open(this.#options.url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#join();
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket) {
        this.#receive(event.data);
      }
    };
    socket.onclose = () => {
      if (socket === this.#socket) {
        this.#lose();
      }
    };
  }

  #join(): void {
    const { meetingId, displayName } = this.#options;
    const token = this.#resumeToken;
    const { answer } = this.request<Joined>({
      type: 'join',
      meetingId,
      ...(displayName === undefined ? {} : { displayName }),
      ...(token === null ? {} : { resumeToken: token }),
    });
    answer.then(
      (message) => {
        const resumed = this.#participantId === message.participantId;
        this.#joined = true;
        this.#attempts = 0;
        this.#participantId = message.participantId;
        this.#resumeToken = message.resumeToken;
        this.#options.events.joined(message, resumed);
      },
      (error: unknown) => {
        this.#joinFailed(error as SignallingError, token !== null);
      },
    );
  }

  #joinFailed(error: SignallingError, withToken: boolean): void {
    if (this.#over || error.code === 'LOST') {
      return;
    }
    if (final.has(error.code) && !(withToken && error.code === 'BAD_MESSAGE')) {
      this.#end(error);
      return;
    }
    if (error.code !== 'DATABASE_AWAY') {
      // The stay may be over: then join afresh.
      this.#resumeToken = null;
    }
    this.#lose();
  }

  #receive(data: unknown): void {
    this.#heardAt = Date.now();
    const message = parseServerMessage(data);
    if (message === null) {
      return;
    }
    switch (message.type) {
      case 'pong':
        return;
      case 'joined':
      case 'published':
      case 'viewing':
      case 'done':
        this.#settle(message.ref)?.resolve(message);
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
      this.#settle(ref)?.reject(error);
    }
    if (fatal && final.has(code) && (ref === undefined || this.#joined)) {
      this.#end(error);
    }
  }

  #settle(ref: number): Pending | undefined {
    const pending = this.#pending.get(ref);
    this.#pending.delete(ref);
    clearTimeout(pending?.timer);
    return pending;
  }

  readonly #tick = (): void => {
    const now = Date.now();
    if (this.#socket !== null && now - this.#heardAt > timing.silence) {
      this.#lose();
    } else if (this.#joined && now - this.#pingedAt >= timing.ping) {
      this.#pingedAt = now;
      this.send({ type: 'ping' });
    }
  };

  readonly #retryNow = (): void => {
    if (this.#socket === null && !this.#over) {
      clearTimeout(this.#retryTimer);
      this.#connect();
    }
  };

  #lose(): void {
    if (this.#over) {
      return;
    }
    if (this.#joined) {
      this.#downSince = Date.now();
    }
    const wasJoined = this.#joined;
    this.#dropSocket();
    if (Date.now() - this.#downSince > timing.giveUp) {
      this.#end(
        new SignallingError(
          'UNREACHABLE',
          'The server cannot be reached. Check your connection, then try again.',
        ),
      );
      return;
    }
    const delay = timing.retries[Math.min(this.#attempts, timing.retries.length - 1)];
    this.#attempts++;
    this.#retryTimer = setTimeout(this.#retryNow, delay);
    if (wasJoined) {
      this.#options.events.lost();
    }
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#joined = false;
    socket?.close();
    for (const ref of [...this.#pending.keys()]) {
      this.#settle(ref)?.reject(
        new SignallingError('LOST', 'The connection to the server was lost.'),
      );
    }
  }

  #end(error: SignallingError): void {
    if (!this.#over) {
      this.#finish();
      this.#options.events.ended(error);
    }
  }

  #finish(): void {
    this.#over = true;
    clearTimeout(this.#retryTimer);
    this.#stopTicker?.();
    window.removeEventListener('online', this.#retryNow);
    this.#dropSocket();
  }
}
