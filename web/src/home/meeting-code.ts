/** What people, phones and word processors insert between the digits: visible and invisible spaces, and dashes. */
const gap = '[\\s\\u00ad\\u200b\\u2060\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d_-]';
const gaps = new RegExp(gap, 'g');
/** A code in five groups, with or without separators, that is not part of a longer number. */
const grouped = new RegExp(
  `(?<![0-9a-f])${[8, 4, 4, 4, 12].map((digits) => `[0-9a-f]{${digits}}`).join(`${gap}{0,3}`)}(?![0-9a-f])`,
  'i',
);

/**
 * Finds the id of a meeting in what someone typed or pasted: a link or text that contains the code, or the code
 * alone with spaces or dashes anywhere. Null where there is none.
 */
export function parseMeetingCode(text: string): string | null {
  const digits = (grouped.exec(text)?.[0] ?? text).replaceAll(gaps, '').toLowerCase();
  const groups = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(
    digits,
  );
  return groups === null ? null : groups.slice(1).join('-');
}
