/** A part of a message: text, or a link that can be pressed. */
export interface Part {
  text: string;
  href: string | null;
}

const address = /\bhttps?:\/\/[^\s<>"]+/gi;
/** What follows an address in a sentence rather than belonging to it. */
const after = /[.,;:!?'"”’»…]+$/;

/** Splits a text into links to the web and the text between them. Nothing else becomes a link, such as `javascript:`. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    const shown = trimmed(found[0]);
    const href = hrefOf(shown);
    if (href === null) continue;
    parts.push({ text: text.slice(from, found.index), href: null }, { text: shown, href });
    from = found.index + shown.length;
  }
  parts.push({ text: text.slice(from), href: null });
  return parts.filter((part) => part.text !== '');
}

/** Without the sentence's punctuation, and without a closing bracket that was opened before the address. */
function trimmed(found: string): string {
  let shown = found.replace(after, '');
  while (shown.endsWith(')') && shown.split(')').length > shown.split('(').length) {
    shown = shown.slice(0, -1).replace(after, '');
  }
  return shown;
}

function hrefOf(shown: string): string | null {
  try {
    const url = new URL(shown);
    // A name before the host looks like the host.
    return url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}
