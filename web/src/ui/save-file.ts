/** Lets the browser save a text, or what a blob has, as a file. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** One line of CSV (RFC 4180) without its end; null is an empty field. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return values.map(cell).join(',');
}

function cell(value: string | number | null): string {
  if (typeof value !== 'string') {
    return value === null ? '' : String(value);
  }
  // The text comes from people. A spreadsheet must not evaluate it as a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
