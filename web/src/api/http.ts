import { csrfHeaders } from './csrf';

/** An answer other than 2xx, or none at all (`status` 0), with a sentence for people. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

/** How long a request may take before the page says that the server is away. */
const timeoutMs = 15_000;

/** Asks our own server; the answer's JSON, or undefined where it has no body. */
export async function request(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) {
  const form = body instanceof URLSearchParams;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') {
    Object.assign(headers, csrfHeaders());
  }
  if (body !== undefined && !form) {
    headers['Content-Type'] = 'application/json';
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new HttpError(0, 'The server cannot be reached. Check your connection and try again.');
  }
  const text = await response.text();
  const json = parse(text);
  if (!response.ok) {
    throw new HttpError(response.status, sentence(response, json));
  }
  return json;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the server says in `detail` (RFC 9457) or `message`, or else a sentence for the status. */
function sentence(response: Response, json: unknown): string {
  if (typeof json === 'object' && json !== null) {
    const { detail, message } = json as { detail?: unknown; message?: unknown };
    if (typeof detail === 'string') return detail;
    if (typeof message === 'string') return message;
  }
  switch (response.status) {
    case 401:
      return 'You are signed out. Sign in and try again.';
    case 403:
      return 'That is not allowed. Reload the page and try again.';
    case 404:
      return 'There is nothing here.';
    case 429:
      return `Too many attempts. ${retryAdvice(response.headers.get('Retry-After'))}`;
    default:
      return 'Something went wrong on the server. Try again in a moment.';
  }
}

function retryAdvice(retryAfter: string | null): string {
  const seconds = Number(retryAfter);
  if (!Number.isFinite(seconds) || seconds <= 0) {
    return 'Try again in a few minutes.';
  }
  return seconds < 90
    ? `Try again in ${seconds} seconds.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
