/** The messages of the clock's socket, as docs/own-clock.md describes them. Times in ms. */

export interface Seen {
  type: 'seen';
  state: 'FOUND' | 'TOO_SMALL' | 'GLARE' | 'HOLD_STILL';
  latencyMs: number | null;
  plusMinusMs: number | null;
}

export interface Refusal {
  type: 'error';
  code: string;
  /** A sentence for people. */
  message: string;
}

export type ServerMessage =
  | { type: 'opened'; clockId: string; name: string }
  | { type: 'pong'; sentMs: number; serverMs: number }
  | { type: 'ping'; id: number }
  | Seen
  | { type: 'notSeen' }
  | Refusal;

export type ClientMessage =
  | { type: 'open'; token: string }
  | { type: 'ping'; sentMs: number }
  | { type: 'pong'; id: number }
  | { type: 'report'; clockMs: number; errorMs: number };

const types: ReadonlySet<unknown> = new Set<ServerMessage['type']>([
  'opened',
  'pong',
  'ping',
  'seen',
  'notSeen',
  'error',
]);

/** The message of our own server in a JSON value, whose fields are trusted; null for one of another type. */
export function serverMessage(value: unknown): ServerMessage | null {
  const type = (value as { type?: unknown } | null)?.type;
  return types.has(type) ? (value as ServerMessage) : null;
}
