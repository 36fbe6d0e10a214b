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
  'source',
  'zone',
  'validity',
] as const;

/** RFC 4180, with a header line. */
export function toCsv(
  samples: readonly Sample[],
  nameOf: (participantId: string) => string,
): string {
  const lines = samples.map((one) =>
    [
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
      one.source,
      one.zone,
      one.validity,
    ]
      .map(cell)
      .join(','),
  );
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  // People choose their names. A spreadsheet must not evaluate one as a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lets the browser save a text as a file. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
