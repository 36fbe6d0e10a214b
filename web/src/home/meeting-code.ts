/** What people, phones and word processors insert between the digits: visible and invisible spaces, and dashes. */
const gap = '[\\s\\u00ad\\u200b\\u2060\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d_-]';
const gaps = new RegExp(gap, 'g');
/** An id in five groups, with or without separators, that is not part of a longer number. */
const grouped = new RegExp(
  `(?<![0-9a-f])${[8, 4, 4, 4, 12].map((digits) => `[0-9a-f]{${digits}}`).join(`${gap}{0,3}`)}(?![0-9a-f])`,
  'i',
);

/**
 * Finds the id of a meeting in what someone typed or pasted: a link or text that contains the id, or the id
 * alone with spaces or dashes anywhere. Null where there is none.
 */
export function parseMeetingId(text: string): string | null {
  const digits = (grouped.exec(text)?.[0] ?? text).replaceAll(gaps, '').toLowerCase();
  const groups = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(
    digits,
  );
  return groups === null ? null : groups.slice(1).join('-');
}

/** Each word of a short code has at most eight letters. */
const words = (between: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])[a-z]{3,8}${between}[a-z]{3,8}${between}[a-z]{3,8}${gap}{0,3}[1-9]${gap}?[0-9](?![\\p{L}\\p{N}])`,
    'iu',
  );
const dash = '[\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d_-]';
/** The surest first: words with dashes, with anything between them, and with nothing. The server knows the words. */
const shortCodes = [words(`\\s?${dash}\\s?`), words(`[,.]?${gap}{1,3}`), words('')];

/**
 * Finds what may be a short code, such as `fox-candle-ocean-42`, in what someone typed or pasted: a link, a text, or the
 * code alone, with anything or nothing between its words. Null where there is none.
 */
export function parseShortCode(text: string): string | null {
  // A link's host may look like a code.
  const linked = /\/m\/([^/?#\s]+)/.exec(text)?.[1];
  const plain = (linked ?? text).normalize('NFKC').replaceAll(/[\u00ad\u200b\u2060]/g, '');
  for (const pattern of shortCodes) {
    const found = pattern.exec(plain)?.[0];
    if (found !== undefined) {
      return found
        .toLowerCase()
        .replace(/([1-9])[^0-9]?([0-9])$/, '-$1$2')
        .replaceAll(/[^a-z0-9]+/g, '-');
    }
  }
  return null;
}

/** The code in a text, as the addresses of pages have it: a meeting's id, or a short code. Null where there is none. */
export function findCode(text: string): string | null {
  return parseMeetingId(text) ?? parseShortCode(text);
}
