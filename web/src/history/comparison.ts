import { graphql, type ResultOf } from '../api/gql';
import type { MarkedSpan } from './marked-spans';

/** What the page shows of a comparison. */
export const ComparisonFields = graphql(`
  fragment ComparisonFields on Comparison @_unmask {
    spans {
      label
      meetingId
      meetingTitle
      from
      to
      displayName
      source
      seconds
      medianMs
      blockSeconds
      blocks
      clockErrorMs
      bins {
        fromMs
        toMs
        count
      }
      lossPercent
      bitsPerSecond
      framesPerSecond
    }
    differences {
      label
      verdict
      sentence
      medianMs
      lowerMs
      upperMs
      systematicMs
      lossPercent {
        value
        lower
        upper
      }
      bitsPerSecond {
        value
        lower
        upper
      }
      framesPerSecond {
        value
        lower
        upper
      }
    }
  }
`);

export const ComparedSpans = graphql(
  `
    query ComparedSpans($spans: [ComparedSpan!]!) {
      compareMeetings(spans: $spans) {
        ...ComparisonFields
      }
    }
  `,
  [ComparisonFields],
);

export type Comparison = ResultOf<typeof ComparisonFields>;
export type SpanFigures = Comparison['spans'][number];
export type SpanDifference = Comparison['differences'][number];
export type QuantityDifference = NonNullable<SpanDifference['lossPercent']>;

/** The spans as the server reads them. */
export function comparedSpans(spans: readonly MarkedSpan[]) {
  return spans.map(({ meetingId, from, to, participantId, source }) => ({
    meetingId,
    range: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    participantId,
    source,
  }));
}

/** A figure with as many decimals as its size deserves. */
export function formatFigure(
  value: number,
  signDisplay: 'negative' | 'exceptZero' = 'negative',
): string {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString(undefined, { maximumFractionDigits: digits, signDisplay });
}

/** A difference with its sign and its interval, such as `+1.5 (1.2 to 1.8)`. */
export function formatDifference(difference: QuantityDifference | null, unit: string): string {
  if (difference === null) return '–';
  const { value, lower, upper } = difference;
  const interval =
    lower === null || upper === null ? '' : ` (${formatFigure(lower)} to ${formatFigure(upper)})`;
  return `${formatFigure(value, 'exceptZero')}${interval} ${unit}`;
}
