import { Flag } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import type { Summary, SummaryLine } from './figures';
import { formatMs } from './format';
import { sourceNames } from './source-names';

interface SummaryCardsProps {
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
export function SummaryCards({ summary, nameOf, nextLabel, onMark }: SummaryCardsProps) {
  const refused = summary.refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label="Figures" className="flex flex-col gap-3">
      <div className="grid gap-3 lg:grid-cols-2">
        {summary.lines.map((line) => (
          <Card key={`${line.participantId} ${line.source}`} line={line} nameOf={nameOf}>
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

interface CardProps {
  line: SummaryLine;
  nameOf: (id: string) => string;
  children: ReactNode;
}

function Card({ line, nameOf, children }: CardProps) {
  const { participantId, source, count, implausible, clockFaults } = line;
  const cells = [
    ['Median', formatMs(line.p50Ms)],
    ['95th percentile', formatMs(line.p95Ms)],
    ['99th percentile', formatMs(line.p99Ms)],
    ['Mean', formatMs(line.meanMs)],
    ['Standard deviation', formatMs(line.sdMs)],
    ['Minimum', formatMs(line.minMs)],
    ['Maximum', formatMs(line.maxMs)],
    ['Samples', count.toLocaleString()],
    ...(implausible > 0 ? [['Implausible', implausible.toLocaleString()]] : []),
    ...(clockFaults > 0 ? [['Wrong clock', clockFaults.toLocaleString()]] : []),
  ] as const;
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
        {cells.map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {line.meanLowerMs !== null && line.meanUpperMs !== null && (
        <p className="mt-2 text-xs text-muted">
          The true mean lies between {formatMs(line.meanLowerMs)} and {formatMs(line.meanUpperMs)}.
        </p>
      )}
    </section>
  );
}
