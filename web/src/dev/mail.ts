import { request } from '../api/http';

/** One mail of the built-in mailbox. */
export interface Mail {
  id: number;
  to: string;
  subject: string;
  receivedAt: string;
  text: string;
}

/**
 * Newest first: the mails that this browser or account asked for; all of them after {@link redeemKey}.
 * 404 where a mail server is configured, or from another machine.
 */
export async function fetchMails(): Promise<Mail[]> {
  return (await request('GET', '/api/dev/mail')) as Mail[];
}

/** Takes the key that the server printed out of the address, so that it stays in no history. */
export function takeKey(): string | null {
  const key = /^#key=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (key === undefined) {
    return null;
  }
  window.history.replaceState(window.history.state, '', window.location.pathname);
  return key;
}

/** Exchanges the key for a cookie that shows all mails. 403 when it was used already. */
export async function redeemKey(key: string): Promise<void> {
  await request('POST', '/api/dev/mail/key', { key });
}

/** A piece of a mail's text: words, or an address to follow. */
export interface TextPart {
  text: string;
  href?: string;
}

/** Splits a mail's text at the web addresses in it. */
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
