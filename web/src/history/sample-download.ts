import { HttpError, openFile } from '../api/http';

/** A file of samples as the server writes it: rows that end with LF, in an order that a cursor can continue. */
export interface SampleFile {
  title: string;
  name: string;
  format: 'csv' | 'jsonl';
  /** With `from` and `to`, so that all parts are of the same range. */
  address: string;
}

/** After so many bytes, rows become a blob, which browsers can keep on the disk. */
const blobSize = 8_000_000;
const lineFeed = 10;

/**
 * A download that keeps the rows that have arrived when it breaks off, and goes on after the last one.
 */
export class SampleDownload {
  /** How many rows have arrived, and how many there are; null before the server has said it. */
  rows = 0;
  total: number | null = null;
  private type = '';
  private readonly blobs: Blob[] = [];
  private lines: Uint8Array<ArrayBuffer>[] = [];
  private size = 0;
  /** Whole lines that arrived last. */
  private last: Uint8Array<ArrayBuffer> = new Uint8Array();
  private begun = false;

  /** @param token that of a shared link; null for an account */
  constructor(
    readonly file: SampleFile,
    private readonly token: string | null,
  ) {}

  /**
   * Loads the rows that are missing.
   *
   * @param onRows is called when more have arrived
   * @returns the whole file
   * @throws HttpError if it broke off: the rows are kept, and the next call goes on
   */
  async load(signal: AbortSignal, onRows: () => void): Promise<Blob> {
    if (this.rows === 0) {
      // A line with the names of the columns comes again.
      this.lines = [];
      this.begun = false;
    }
    const response = await openFile(this.address(), this.token, signal);
    this.type = response.headers.get('Content-Type') ?? '';
    this.total = this.rows + Number(response.headers.get('X-Row-Count') ?? 0);
    const reader = response.body?.getReader();
    /** The beginning of a line. */
    let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
    try {
      for (;;) {
        const part = await reader?.read();
        if (part === undefined || part.done) break;
        const bytes = joined(rest, part.value);
        const end = bytes.lastIndexOf(lineFeed) + 1;
        this.add(bytes.subarray(0, end));
        rest = bytes.subarray(end);
        onRows();
      }
    } catch {
      throw new HttpError(0, '', this.takeReason() ?? 'The connection broke off.');
    }
    this.setRows();
    return new Blob([...this.blobs, ...this.lines], { type: this.type });
  }

  private address(): string {
    return this.rows === 0
      ? this.file.address
      : `${this.file.address}&after=${encodeURIComponent(cursorOf(this.lastLine(), this.file.format))}`;
  }

  private add(lines: Uint8Array<ArrayBuffer>): void {
    if (lines.length === 0) return;
    this.last = lines;
    this.lines.push(lines);
    this.size += lines.length;
    // A CSV file begins with the names of its columns.
    this.rows += count(lines) - (this.file.format === 'csv' && !this.begun ? 1 : 0);
    this.begun = true;
    if (this.size > blobSize) {
      // The last lines stay, since their end may say that the file is not complete.
      this.blobs.push(new Blob(this.lines.slice(0, -2)));
      this.lines = this.lines.slice(-2);
      this.size = 0;
    }
  }

  private lastLine(): string {
    return new TextDecoder().decode(
      this.last.subarray(this.last.lastIndexOf(lineFeed, this.last.length - 2) + 1),
    );
  }

  /** JSON lines say at their end why they are not complete: takes that line away. */
  private takeReason(): string | null {
    const end = this.endOfJson();
    if (end === null) return null;
    this.replaceLastLine('');
    this.rows -= 1;
    return end.message ?? null;
  }

  /** JSON lines say how many rows the transfer had: the file has those of all transfers. */
  private setRows(): void {
    if (this.endOfJson() === null) return;
    this.rows -= 1;
    this.replaceLastLine(`${JSON.stringify({ complete: true, rows: this.rows })}\n`);
  }

  private endOfJson(): { complete: boolean; message?: string } | null {
    if (this.file.format !== 'jsonl' || this.last.length === 0) return null;
    const line = JSON.parse(this.lastLine()) as { complete?: boolean; message?: string };
    return line.complete === undefined ? null : { ...line, complete: line.complete };
  }

  private replaceLastLine(text: string): void {
    const from = this.last.lastIndexOf(lineFeed, this.last.length - 2) + 1;
    const replaced = joined(this.last.subarray(0, from), new TextEncoder().encode(text));
    this.lines.pop();
    if (replaced.length > 0) this.lines.push(replaced);
    this.last = this.lines.at(-1) ?? new Uint8Array();
  }
}

/** What the server calls the place after a row. */
function cursorOf(line: string, format: SampleFile['format']): string {
  if (format === 'csv') return line.split(',').slice(0, 2).join(',');
  const { id, arrivedAt } = JSON.parse(line) as { id: string; arrivedAt: string };
  return `${id},${arrivedAt}`;
}

function joined(
  one: Uint8Array<ArrayBuffer>,
  other: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (one.length === 0) return other;
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function count(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === lineFeed) lines += 1;
  return lines;
}
