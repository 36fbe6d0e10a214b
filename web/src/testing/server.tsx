import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { vi } from 'vitest';
import { createGraphqlClient } from '../api/client';
import { SessionProvider } from '../session';

/** JSON that the server answers, or a function of the request's body; `refusal` makes an error. */
export type Answers = Record<string, unknown>;

export interface SentRequest {
  /** `METHOD /path`, or the name of a GraphQL operation. */
  name: string;
  /** The JSON or form that was sent; for GraphQL the variables. */
  body: Record<string, unknown>;
}

class Refusal {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {}
}

/** An error of the server: status 400 with a code and a sentence, or an error of a GraphQL operation. */
export function refusal(code: string, detail: string): unknown {
  return new Refusal(code, detail);
}

/** Someone who is signed in. */
export const ann = {
  signedIn: true,
  accountId: '1',
  email: 'ann@example.org',
  displayName: 'Ann',
  nameChosen: true,
  devMail: false,
};

export const nobody = { signedIn: false, devMail: false };

/**
 * Replaces `fetch` by a server that knows these answers and returns everything that was sent. Requests
 * without an answer fail with 404. Undo it with `vi.unstubAllGlobals()`.
 */
export function serve(answers: Answers): SentRequest[] {
  const sent: SentRequest[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const raw = init.body;
    const body =
      raw instanceof URLSearchParams
        ? Object.fromEntries(raw)
        : ((typeof raw === 'string' ? JSON.parse(raw) : {}) as Record<string, unknown>);
    const isGraphql = path.endsWith('/graphql');
    const name = isGraphql
      ? String(body['operationName'])
      : `${init.method ?? 'GET'} ${path.replace(location.origin, '')}`;
    const request = {
      name,
      body: isGraphql ? (body['variables'] as Record<string, unknown>) : body,
    };
    sent.push(request);
    const known = answers[name];
    const answer =
      typeof known === 'function' ? (known as (body: unknown) => unknown)(request.body) : known;
    return Promise.resolve(isGraphql ? graphqlResponse(answer) : response(answer));
  });
  return sent;
}

function response(answer: unknown): Response {
  if (answer instanceof Refusal) {
    return json({ code: answer.code, detail: answer.detail }, 400);
  }
  return answer === undefined ? new Response(null, { status: 404 }) : json(answer, 200);
}

function graphqlResponse(answer: unknown): Response {
  return answer instanceof Refusal
    ? json(
        { data: null, errors: [{ message: answer.detail, extensions: { code: answer.code } }] },
        200,
      )
    : json({ data: answer }, 200);
}

function json(value: unknown, status: number): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

/** Renders within the session and the GraphQL client that the whole page has. */
export function renderInPage(children: ReactNode): RenderResult {
  return render(
    <SessionProvider>
      <Provider value={createGraphqlClient()}>{children}</Provider>
    </SessionProvider>,
  );
}
