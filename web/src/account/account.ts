import { request } from '../api/http';

/** The responses of the accounts API; times are ISO 8601. */
export interface AccountDetails {
  accountId: string;
  email: string;
  displayName: string;
  createdAt: string;
  offerPasskey: boolean;
}

export interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt?: string;
  backedUp: boolean;
  /** A copy of it was used, so the server no longer accepts it. */
  cloned: boolean;
}

export interface SessionEntry {
  id: string;
  browser: string;
  address: string;
  signedInAt: string;
  lastSeenAt: string;
  current: boolean;
}

export async function fetchAccount(): Promise<AccountDetails> {
  return (await request('GET', '/api/account')) as AccountDetails;
}

export async function fetchPasskeys(): Promise<Passkey[]> {
  return (await request('GET', '/api/account/passkeys')) as Passkey[];
}

export async function fetchSessions(): Promise<SessionEntry[]> {
  return (await request('GET', '/api/account/sessions')) as SessionEntry[];
}
