import { request } from '../api/http';

/** Who is signed in, as the server tells it. */
export interface Account {
  id: string;
  email: string;
  displayName: string;
}

/** Somebody whom a meeting has let in without an account. */
export interface Guest {
  meetingId: string;
  displayName: string;
}

export interface Session {
  account: Account | null;
  guest: Guest | null;
  /** The built-in mailbox exists and answers this browser. */
  devMail: boolean;
}

export async function fetchSession(): Promise<Session> {
  return sessionOf(await request('GET', '/api/session'));
}

/**
 * Asks for a mail with a sign-in link; the answer is the same whether the address is known or not. Returns
 * the short code that proves on another device that it is the same person.
 */
export async function requestLink(email: string): Promise<string> {
  const answer = await request('POST', '/api/sign-in/link', { email });
  return (answer as { code: string }).code;
}

/**
 * Uses up the token of a sign-in link; afterwards the browser's session is signed in. A browser other than
 * the one that asked for the link needs the `code` that was shown there.
 */
export async function confirmLink(token: string, code?: string): Promise<void> {
  const form = new URLSearchParams(code === undefined ? { token } : { token, code });
  await request('POST', '/api/sign-in/confirm', form);
}

export async function signOut(): Promise<void> {
  await request('POST', '/api/sign-out');
}

export interface Entrance {
  /** The meeting lets people in without an account. */
  allowed: boolean;
  /** Its lock keeps this person out. Strangers are told so of meetings that allow guests only. */
  locked: boolean;
  /** There is such a meeting, and this account may join it. Told to accounts only. */
  exists?: boolean;
}

/** What the server says about the way into a meeting. */
export async function fetchEntrance(meetingId: string): Promise<Entrance> {
  return (await request('GET', `/api/meetings/${meetingId}/guests`)) as Entrance;
}

/** Makes this browser's person a guest of a meeting. */
export async function enterAsGuest(meetingId: string, displayName: string): Promise<void> {
  await request('POST', `/api/meetings/${meetingId}/guests`, { displayName });
}

interface SessionAnswer {
  signedIn: boolean;
  accountId?: string;
  email?: string;
  displayName?: string;
  guest?: Guest;
  devMail: boolean;
}

function sessionOf(answer: unknown): Session {
  const { signedIn, accountId, email, displayName, guest, devMail } = answer as SessionAnswer;
  const known = accountId !== undefined && email !== undefined && displayName !== undefined;
  return {
    account: signedIn && known ? { id: accountId, email, displayName } : null,
    guest: guest ?? null,
    devMail,
  };
}
