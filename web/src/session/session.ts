import { request } from '../api/http';

/** The account that is signed in. */
export interface Account {
  id: string;
  email: string;
  displayName: string;
  /** False for a new account, whose `displayName` is made from the address. */
  nameChosen: boolean;
  /** May see the status page. */
  operator: boolean;
}

/** A person without an account whom a meeting has admitted. */
export interface Guest {
  meetingId: string;
  displayName: string;
}

export interface Session {
  account: Account | null;
  guest: Guest | null;
  /** The built-in mailbox is available to this browser. */
  devMail: boolean;
}

export async function fetchSession(): Promise<Session> {
  return sessionOf(await request('GET', '/api/session'));
}

export interface RequestedLink {
  /** The link requires it in another browser. */
  code: string;
  /** By which the page asks what became of the e-mail. */
  emailId: string;
}

/** Requests an email with a sign-in link. The response is the same whether the address is known or not. */
export async function requestLink(email: string): Promise<RequestedLink> {
  return (await request('POST', '/api/sign-in/link', { email })) as RequestedLink;
}

/**
 * Uses the token of a sign-in link, after which this browser is signed in. A browser other than the one that
 * requested the link needs the `code` that was shown there.
 */
export async function confirmLink(token: string, code?: string): Promise<void> {
  const form = new URLSearchParams(code === undefined ? { token } : { token, code });
  await request('POST', '/api/sign-in/confirm', form);
}

export async function signOut(): Promise<void> {
  await request('POST', '/api/sign-out');
}

export interface Entrance {
  /** The meeting admits people without an account. */
  allowed: boolean;
  /** The meeting is locked for this person. Strangers learn this only about meetings that allow guests. */
  locked: boolean;
  /** The host has to let this person in first. Strangers learn this only about meetings that allow guests. */
  waits: boolean;
  /** The meeting exists and this account may join it. Only accounts learn this. */
  exists?: boolean;
  /** The title of the meeting, if it has one and admits this person. */
  title?: string;
  /** The meeting is being recorded, and admits this person. */
  recorded: boolean;
}

/** Asks the server how this person may enter a meeting. */
export async function fetchEntrance(meetingId: string): Promise<Entrance> {
  return (await request('GET', `/api/meetings/${meetingId}/guests`)) as Entrance;
}

/** Makes the person of this browser a guest of a meeting. */
export async function enterAsGuest(meetingId: string, displayName: string): Promise<void> {
  await request('POST', `/api/meetings/${meetingId}/guests`, { displayName });
}

interface SessionAnswer {
  signedIn: boolean;
  accountId?: string;
  email?: string;
  displayName?: string;
  nameChosen?: boolean;
  operator?: boolean;
  guest?: Guest;
  devMail: boolean;
}

function sessionOf(answer: unknown): Session {
  const { signedIn, accountId, email, displayName, nameChosen, operator, guest, devMail } =
    answer as SessionAnswer;
  const known = accountId !== undefined && email !== undefined && displayName !== undefined;
  return {
    account:
      signedIn && known
        ? {
            id: accountId,
            email,
            displayName,
            nameChosen: nameChosen === true,
            operator: operator === true,
          }
        : null,
    guest: guest ?? null,
    devMail,
  };
}
