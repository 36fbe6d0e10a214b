import { request } from '../api/http';

/** One mail of the built-in mailbox. */
export interface Mail {
  id: number;
  to: string;
  subject: string;
  receivedAt: string;
  text: string;
}

/** Newest first. 404 where a mail server is configured, or from another machine. */
export async function fetchMails(): Promise<Mail[]> {
  return (await request('GET', '/api/dev/mail')) as Mail[];
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
