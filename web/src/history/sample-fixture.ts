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
