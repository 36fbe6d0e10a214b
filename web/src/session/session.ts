import { HttpError, request } from '../api/http';

/** Who is signed in, as the server tells it. */
export interface Account {
  id: string;
  email: string;
  displayName: string;
}

export interface Session {
  account: Account | null;
}

export async function fetchSession(): Promise<Session> {
  const answer = await request('GET', '/api/session');
  return { account: accountOf(answer) };
}

/** Asks for a mail with a sign-in link; the answer is the same whether the address is known or not. */
export async function requestLink(email: string): Promise<void> {
  await request('POST', '/api/sign-in/link', { email });
}

/** Uses up the token of a sign-in link; afterwards the browser's session is signed in. */
export async function confirmLink(token: string): Promise<void> {
  await request('POST', '/api/sign-in/confirm', new URLSearchParams({ token }));
}

export async function signOut(): Promise<void> {
  await request('POST', '/api/sign-out');
}

function accountOf(answer: unknown): Account | null {
  const account = (answer as { account?: Partial<Account> | null } | undefined)?.account;
  if (account === undefined || account === null) {
    return null;
  }
  const { id, email, displayName } = account;
  if (typeof id !== 'string' || typeof email !== 'string' || typeof displayName !== 'string') {
    throw new HttpError(
      500,
      'The server sent an account that this page does not understand. Reload the page.',
    );
  }
  return { id, email, displayName };
}
