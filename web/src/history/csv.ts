import { csvLine } from '../ui/save-file';
import type { Sample } from './samples';

const columns = [
  'id',
  'participant_id',
  'display_name',
  'publication_id',
  'arrived_at',
  'clock_at',
  'latency_ms',
  'lower_ms',
  'upper_ms',
  'estimate_ms',
  'estimate_lower_ms',
  'estimate_upper_ms',
  'plus_minus_ms',
  'source',
  'clock_id',
  'clock_number',
  'zone',
  'validity',
] as const;

/** RFC 4180, with a header line. */
export function toCsv(
  samples: readonly Sample[],
  nameOf: (participantId: string) => string,
): string {
  const lines = samples.map((one) =>
    csvLine([
      one.id,
      one.participantId,
      nameOf(one.participantId),
      one.publicationId,
      one.arrivedAt,
      one.clockAt,
      one.latencyMs,
      one.lowerMs,
      one.upperMs,
      one.estimateMs,
      one.estimateLowerMs,
      one.estimateUpperMs,
      one.plusMinusMs ?? '',
      one.source,
      one.clockId ?? '',
      one.clockNumber,
      one.zone,
      one.validity,
    ]),
  );
  return [columns.join(','), ...lines, ''].join('\r\n');
}
