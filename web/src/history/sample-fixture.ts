import type { Sample } from './samples';

/** A sample for tests, which state only the fields that matter to them. */
export function sample(change: Partial<Sample> = {}): Sample {
  return {
    id: '1',
    participantId: 'p1',
    arrivedAt: '2026-03-01T09:30:00.123456Z',
    estimateMs: 120,
    estimateLowerMs: 100,
    estimateUpperMs: 125,
    source: 'GOPRO',
    zone: 'ZONED',
    validity: 'VALID',
    ...change,
  };
}

/** A transfer that breaks off after a part of the file, which was to have so many rows. */
export function brokenFile(part: string, rows: number): Response {
  const bytes = new TextEncoder().encode(part);
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      // In pieces that end anywhere. An error at once would drop what was not read yet.
      if (sent === bytes.length) controller.error(new TypeError('broken'));
      else controller.enqueue(bytes.slice(sent, (sent = Math.min(bytes.length, sent + 7))));
    },
  });
  return new Response(stream, { headers: { 'X-Row-Count': String(rows) } });
}
