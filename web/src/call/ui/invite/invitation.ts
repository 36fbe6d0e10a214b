/** What an invitation is about. */
export interface Invitation {
  /** The address of the meeting's page. */
  link: string;
  /** The title of the meeting; null for none. */
  title: string | null;
  /** The code that people can say; null where it is not known. */
  shortCode: string | null;
}

const subject = ({ title }: Invitation): string => title ?? 'Video call on Chatty Cat';

/** The invitation as a text. */
export const invitationText = ({ link, shortCode }: Invitation): string =>
  `Join the call: ${link}` +
  (shortCode === null ? '' : `\nOr enter the code ${shortCode} at ${new URL(link).origin}`);

/** Opens an e-mail with the invitation (RFC 6068). */
export function mailLink(invitation: Invitation): string {
  const fields = { subject: subject(invitation), body: invitationText(invitation) };
  return `mailto:?${Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

/** What the system's share sheet shows. */
export function shareData(invitation: Invitation): ShareData {
  return { title: subject(invitation), url: invitation.link };
}

/** How long the event in the calendar is, in ms. */
const eventMs = 60 * 60_000;
const halfHourMs = 30 * 60_000;

/**
 * A calendar file (RFC 5545) with one event of an hour, which begins at the next half hour. People move it where they
 * need it.
 */
export function calendarFile(invitation: Invitation, now: number): string {
  const start = Math.ceil(now / halfHourMs) * halfHourMs;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Chatty Cat//Chatty Cat//EN',
    'BEGIN:VEVENT',
    `UID:${crypto.randomUUID()}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + eventMs)}`,
    `SUMMARY:${escaped(subject(invitation))}`,
    `DESCRIPTION:${escaped(invitationText(invitation))}`,
    `LOCATION:${escaped(invitation.link)}`,
    `URL:${invitation.link}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** A date with UTC time (RFC 5545, section 3.3.5). */
function utc(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A text (RFC 5545, section 3.3.11). */
function escaped(value: string): string {
  return value.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r?\n/g, '\\n');
}

/** Lines of at most 75 octets (RFC 5545, section 3.1), not cut within a character. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let octets = 0;
  let result = '';
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (octets + more > 75) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += more;
  }
  return result;
}
