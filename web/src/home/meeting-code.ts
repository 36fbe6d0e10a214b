/** What people, phones and word processors put between the digits: spaces, visible or not, and dashes of all kinds. */
const gap = '[\\s\\u00ad\\u200b\\u2060\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d_-]';
const gaps = new RegExp(gap, 'g');
/** A code in its five groups, with or without something between them, and not as a part of a longer number. */
const grouped = new RegExp(
  `(?<![0-9a-f])${[8, 4, 4, 4, 12].map((digits) => `[0-9a-f]{${digits}}`).join(`${gap}{0,3}`)}(?![0-9a-f])`,
  'i',
);

/**
 * The meeting's id out of what somebody typed or pasted: a link or a text that has the code, or the code alone
 * with spaces or dashes anywhere. Null where there is none.
 */
export function parseMeetingCode(text: string): string | null {
  const digits = (grouped.exec(text)?.[0] ?? text).replaceAll(gaps, '').toLowerCase();
  const groups = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(
    digits,
  );
  return groups === null ? null : groups.slice(1).join('-');
}
