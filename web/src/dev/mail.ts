import { request } from '../api/http';

/** One mail of the built-in mailbox, newest first in its list. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  receivedAt: string;
  text: string;
}

/** Null where there is no built-in mailbox: with a mail server of one's own, or from another machine. */
export async function fetchMails(): Promise<Mail[]> {
  const answer = await request('GET', '/api/dev/mail');
  const list = Array.isArray(answer)
    ? answer
    : ((answer as { mails?: unknown } | undefined)?.mails ?? []);
  return list as Mail[];
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
