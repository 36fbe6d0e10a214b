import type { Sample } from './samples';

/** A sample for tests, which state only the fields that matter to them. */
export function sample(change: Partial<Sample> = {}): Sample {
  return {
    id: '1',
    participantId: 'p1',
    publicationId: 'c1',
    arrivedAt: '2026-03-01T09:30:00.123456Z',
    clockAt: '2026-03-01T09:30:00.000Z',
    latencyMs: 123.456,
    lowerMs: 90,
    upperMs: 130,
    estimateMs: 120,
    estimateLowerMs: 100,
    estimateUpperMs: 125,
    plusMinusMs: 12.5,
    source: 'GOPRO',
    zone: 'ZONED',
    clockId: null,
    clockNumber: 1,
    validity: 'VALID',
    ...change,
  };
}
