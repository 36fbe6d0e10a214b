import { request } from '../api/http';

/** One email of the built-in mailbox. */
export interface Mail {
  id: number;
  to: string;
  subject: string;
  receivedAt: string;
  text: string;
}

/**
 * The emails that this browser or account requested, newest first; all emails after {@link redeemKey}.
 * Fails with 404 where a mail server is configured, or on another machine.
 */
export async function fetchMails(): Promise<Mail[]> {
  return (await request('GET', '/api/dev/mail')) as Mail[];
}

/** Removes the key that the server printed from the address, so that the history does not keep it. */
export function takeKey(): string | null {
  const key = /^#key=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (key === undefined) {
    return null;
  }
  window.history.replaceState(window.history.state, '', window.location.pathname);
  return key;
}

/** Exchanges the key for a cookie that gives access to all emails. Fails with 403 if the key was used before. */
export async function redeemKey(key: string): Promise<void> {
  await request('POST', '/api/dev/mail/key', { key });
}

/** A part of an email's text: plain text or a link. */
export interface TextPart {
  text: string;
  href?: string;
}

/** Splits the text of an email at the links in it. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    if (match.index > end) {
      parts.push({ text: text.slice(end, match.index) });
    }
    parts.push({ text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end) });
  }
  return parts;
}
