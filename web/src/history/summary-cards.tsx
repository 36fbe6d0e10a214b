import { Flag } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import type { Interval, LineIntervals, Summary, SummaryLine } from './figures';
import { formatInterval, formatMs } from './format';
import { sourceNames } from './source-names';
import { useIntervals } from './use-intervals';
import type { Span } from './view';

interface SummaryCardsProps {
  meetingId: string;
  span: Span;
  /** Whose figures they are; null for everybody. */
  participantId: string | null;
  summary: Summary;
  nameOf: (participantId: string) => string;
  /** The letter that the next marked span gets; null when there are as many as can be compared. */
  nextLabel: string | null;
  onMark: (line: SummaryLine) => void;
}

const refusalNames: Record<string, string> = {
  FAST_PAGE: 'GoPro’s page “Fast”, whose time is wrong',
};

/** The figures of the range, for each participant and kind of clock. */
export function SummaryCards(props: SummaryCardsProps) {
  const { meetingId, span, participantId, summary, nameOf, nextLabel, onMark } = props;
  const intervals = useIntervals(meetingId, span, participantId);
  const refused = summary.refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label="Figures" className="flex flex-col gap-3">
      <div className="grid gap-3 lg:grid-cols-2">
        {summary.lines.map((line) => (
          <Card
            key={`${line.participantId} ${line.source}`}
            line={line}
            intervals={intervalsOf(line, intervals.lines)}
            loading={intervals.loading}
            samplesKept={summary.samplesKept}
            nameOf={nameOf}
          >
            {nextLabel !== null && line.count > 0 && (
              <Button
                look="secondary"
                className="shrink-0 print:hidden"
                aria-label={`Mark as ${nextLabel}: ${nameOf(line.participantId)}, ${sourceNames[line.source]}`}
                onClick={() => {
                  onMark(line);
                }}
              >
                <Flag aria-hidden />
                Mark as {nextLabel}
              </Button>
            )}
          </Card>
        ))}
      </div>
      {refused > 0 && (
        <p className="text-sm text-muted">
          {refused.toLocaleString()} codes were no usable clocks (
          {summary.refused
            .map(
              ({ reason, count }) => `${refusalNames[reason] ?? reason}: ${count.toLocaleString()}`,
            )
            .join(', ')}
          ).
        </p>
      )}
    </section>
  );
}

/** Null where there are none, and undefined while they are not loaded. */
type Intervals = LineIntervals['intervals'] | undefined;

function intervalsOf(
  { participantId, source }: SummaryLine,
  lines: readonly LineIntervals[] | null,
): Intervals {
  return lines?.find((line) => line.participantId === participantId && line.source === source)
    ?.intervals;
}

interface CardProps {
  line: SummaryLine;
  intervals: Intervals;
  /** Other intervals are on their way. */
  loading: boolean;
  samplesKept: boolean;
  nameOf: (id: string) => string;
  children: ReactNode;
}

interface Cell {
  term: string;
  value: string;
  /** Absent for values that have none, null where it is not known. */
  interval?: Interval | null;
}

function Card({ line, intervals, loading, samplesKept, nameOf, children }: CardProps) {
  const { participantId, source, count, implausible, clockFaults } = line;
  const cells: Cell[] = [
    { term: 'Median', value: formatMs(line.p50Ms), interval: intervals?.p50 ?? null },
    { term: '95th percentile', value: formatMs(line.p95Ms), interval: intervals?.p95 ?? null },
    { term: '99th percentile', value: formatMs(line.p99Ms) },
    { term: 'Mean', value: formatMs(line.meanMs), interval: intervals?.mean ?? null },
    { term: 'Standard deviation', value: formatMs(line.sdMs) },
    { term: 'Minimum', value: formatMs(line.minMs) },
    { term: 'Maximum', value: formatMs(line.maxMs) },
    { term: 'Samples', value: count.toLocaleString() },
    ...(implausible > 0 ? [{ term: 'Implausible', value: implausible.toLocaleString() }] : []),
    ...(clockFaults > 0 ? [{ term: 'Wrong clock', value: clockFaults.toLocaleString() }] : []),
  ];
  return (
    <section className="rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold wrap-anywhere">{nameOf(participantId)}</h2>
          <p className="text-xs text-muted">{sourceNames[source]}</p>
        </div>
        {children}
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
        {cells.map(({ term, value, interval }) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
            {interval === null && intervals === undefined && loading && (
              <dd aria-hidden className="text-xs text-muted">
                …
              </dd>
            )}
            {interval !== null && interval !== undefined && (
              <dd
                className={`text-xs text-muted tabular-nums ${loading ? 'opacity-50 transition-opacity delay-300' : ''}`}
              >
                <span className="sr-only">95 % interval </span>
                {formatInterval(interval)}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {count > 0 && (
        <p className="mt-2 text-xs text-muted">
          {cells.some(({ interval = null }) => interval !== null)
            ? 'Below a value is its 95 % interval: how exactly so many samples tell it.'
            : intervals === undefined
              ? missingIntervals(loading)
              : noIntervals(samplesKept)}
        </p>
      )}
      {line.meanLowerMs !== null && line.meanUpperMs !== null && (
        <p className="mt-1 text-xs text-muted">
          The true mean lies between {formatMs(line.meanLowerMs)} and {formatMs(line.meanUpperMs)}.
        </p>
      )}
    </section>
  );
}

function missingIntervals(loading: boolean): string {
  return loading
    ? 'The 95 % intervals are being computed…'
    : 'The 95 % intervals could not be loaded.';
}

function noIntervals(samplesKept: boolean): string {
  return samplesKept
    ? 'No 95 % intervals: the latency changes too slowly for so short a range.'
    : 'No 95 % intervals: single samples were deleted, and there are too few minutes.';
}
