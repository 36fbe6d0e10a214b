import { serverMessage, type ClientMessage, type ServerMessage } from './messages';

/** One way to the server. It ends by itself with `lost`, or by `close`. */
export interface Transport {
  send(message: ClientMessage): void;
  close(): void;
}

export interface TransportEvents {
  received: (message: ServerMessage) => void;
  /** No more messages come. `everOpen`: whether the server was reached this way. */
  lost: (everOpen: boolean) => void;
}

/** How long it may take to reach the server, in ms. */
export const connectMs = 5000;

/** Over a WebSocket. */
export function openSocket(token: string, events: TransportEvents): Transport {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/clock/socket`);
  let everOpen = false;
  let closed = false;
  const end = (lost: boolean) => {
    if (!closed) {
      closed = true;
      clearTimeout(timer);
      socket.close();
      if (lost) events.lost(everOpen);
    }
  };
  const timer = setTimeout(() => {
    end(true);
  }, connectMs);
  socket.onopen = () => {
    everOpen = true;
    clearTimeout(timer);
    socket.send(JSON.stringify({ type: 'open', token } satisfies ClientMessage));
  };
  socket.onmessage = ({ data }) => {
    const message = closed ? null : parse(data);
    if (message !== null) events.received(message);
  };
  socket.onclose = () => {
    end(true);
  };
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close: () => {
      end(false);
    },
  };
}

function parse(data: unknown): ServerMessage | null {
  try {
    return serverMessage(JSON.parse(String(data)));
  } catch {
    return null;
  }
}

/** How long a poll may take, in ms. */
const pollMs = 5000;
/** Messages that wait for the next poll; the oldest are dropped. */
const outboxLimit = 20;

/** By HTTP requests, each of which carries messages both ways. For browsers that refuse the WebSocket. */
export function openPolling(token: string, events: TransportEvents): Transport {
  const abort = new AbortController();
  let outbox: ClientMessage[] = [];
  /** Of the clock that the first poll opened, or another one after a long silence. */
  let clockId: string | null = null;
  let everOpen = false;
  let asking = false;
  let closed = false;

  const ask = async () => {
    asking = true;
    const messages = outbox;
    outbox = [];
    try {
      const response = await fetch('/clock/poll', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token, clockId, messages }),
        signal: AbortSignal.any([abort.signal, AbortSignal.timeout(pollMs)]),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const answer = (await response.json()) as { messages: unknown[] };
      everOpen = true;
      asking = false;
      for (const value of answer.messages) {
        const message = closed ? null : serverMessage(value);
        if (message?.type === 'opened') clockId = message.clockId;
        if (message !== null) events.received(message);
      }
      flush();
    } catch {
      if (!closed) {
        closed = true;
        events.lost(everOpen);
      }
    }
  };
  const flush = () => {
    if (!asking && !closed && outbox.length > 0) void ask();
  };
  void ask();
  return {
    send: (message) => {
      // These carry the time, and are wrong if they wait. The next ones follow soon.
      if (asking && (message.type === 'ping' || message.type === 'report')) return;
      outbox = [...outbox.slice(1 - outboxLimit), message];
      // Messages of one moment share a poll.
      queueMicrotask(flush);
    },
    close: () => {
      closed = true;
      abort.abort();
    },
  };
}
