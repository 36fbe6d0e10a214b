import { csrfHeaders } from './csrf';

/** A response other than 2xx, or no response (`status` 0), with a sentence for people. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    /** The server's error code; empty where it sent none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

/** How long a request may take before the page reports that the server cannot be reached. */
const timeoutMs = 15_000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Sends a request to our own server and returns the JSON of the response, or undefined where it has no body.
 * Sends URLSearchParams as a form and anything else as JSON.
 */
export async function request(method: Method, path: string, body?: unknown): Promise<unknown> {
  try {
    return await requestOnce(method, path, body);
  } catch (error) {
    const stale = error instanceof HttpError && error.code === 'FORBIDDEN' && method !== 'GET';
    if (!stale) {
      throw error;
    }
    // The CSRF cookie was missing or old. Requesting the session renews it.
    await requestOnce('GET', '/api/session');
    return requestOnce(method, path, body);
  }
}

async function requestOnce(method: Method, path: string, body?: unknown): Promise<unknown> {
  const response = await send(method, path, body);
  const json = parse(await response.text());
  if (!response.ok) {
    throw refusal(response, json);
  }
  return json;
}

function refusal(response: Response, json: unknown): HttpError {
  const { code, detail } = (json ?? {}) as { code?: unknown; detail?: unknown };
  return new HttpError(
    response.status,
    typeof code === 'string' ? code : '',
    typeof detail === 'string' ? detail : sentence(response),
  );
}

/**
 * Begins to load a file of any size, which takes as long as it takes.
 *
 * @param token a bearer token in place of the session; null for the session
 */
export async function openFile(
  path: string,
  token: string | null,
  signal: AbortSignal,
): Promise<Response> {
  let response;
  try {
    response = await fetch(path, {
      ...(token === null
        ? { credentials: 'same-origin' }
        : { credentials: 'omit', headers: { Authorization: `Bearer ${token}` } }),
      signal,
    });
  } catch {
    throw new HttpError(0, '', 'The server cannot be reached.');
  }
  if (!response.ok) {
    throw refusal(response, parse(await response.text()));
  }
  return response;
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  const form = body instanceof URLSearchParams;
  try {
    return await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(method === 'GET' ? {} : csrfHeaders()),
        ...(body === undefined || form ? {} : { 'Content-Type': 'application/json' }),
      },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new HttpError(
      0,
      '',
      'The server cannot be reached. Check your connection and try again.',
    );
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A sentence for a response that contains none, such as a proxy's. */
function sentence(response: Response): string {
  switch (response.status) {
    case 401:
      return 'You are signed out. Sign in and try again.';
    case 403:
      return 'That is not allowed. Reload the page and try again.';
    case 404:
      return 'Not found.';
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
