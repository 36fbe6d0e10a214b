import { CircleHelp, Equal, TrendingDown, TrendingUp } from 'lucide-react';
import { useMemo } from 'react';
import type { Comparison, SpanDifference } from './comparison';
import { ComparisonTable } from './comparison-table';
import { CurveChart } from './curve-chart';
import { cumulative, density, shownRange } from './distribution';
import { formatMs } from './format';

const icons: Record<SpanDifference['verdict'], typeof Equal> = {
  FASTER: TrendingDown,
  SLOWER: TrendingUp,
  NO_DIFFERENCE: Equal,
  CLOCKS_DIFFER: CircleHelp,
  DIFFERENT_PLACES: CircleHelp,
  TOO_SHORT: CircleHelp,
  NOTHING_MEASURED: CircleHelp,
};

/** What a comparison found, in words, as overlaid distributions, and as a table. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { spans, differences } = comparison;
  const curves = useMemo(
    () =>
      spans.flatMap(({ label, seconds, bins }, colour) =>
        seconds === 0 ? [] : [{ key: label, name: label, colour, count: seconds, bins }],
      ),
    [spans],
  );
  const range = useMemo(() => shownRange(curves), [curves]);
  const medians = spans
    .map(({ label, medianMs }) => `${label}: median ${formatMs(medianMs)}`)
    .join(', ');
  return (
    <>
      <ul aria-label="Differences" className="mt-3 flex flex-col gap-2">
        {differences.map(({ label, verdict, sentence, systematicMs, medianMs }) => {
          const Icon = icons[verdict];
          return (
            <li key={label} className="flex gap-3 rounded-xl border border-line bg-raised p-3">
              <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
              <div className="min-w-0">
                <p className="font-medium">{sentence}</p>
                {medianMs !== null && systematicMs !== null && (
                  <p className="mt-0.5 text-xs text-muted">
                    The interval contains ± {formatFine(systematicMs)} ms for the errors of clocks
                    and screens.
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {curves.length > 0 && (
        <div className="mt-4 grid gap-6 lg:grid-cols-2">
          <CurveChart
            title="Share of the seconds in each 10 ms"
            description={`Histograms of the compared spans. ${medians}. The table below has the values.`}
            curves={curves.map((one) => ({ ...one, points: density(one) }))}
            range={range}
            filled
          />
          <CurveChart
            title="Share of the seconds up to each latency"
            description={`Cumulative distributions of the compared spans. ${medians}. The table below has the values.`}
            curves={curves.map((one) => ({ ...one, points: cumulative(one) }))}
            range={range}
            filled={false}
          />
        </div>
      )}
      <ComparisonTable comparison={comparison} />
      <p className="mt-3 text-xs text-muted">
        Each second counts with the median of its values. The intervals are 95 % intervals by a
        moving-block bootstrap, with blocks as long as the measured autocorrelation requires.
        Differences of loss, bit rate and frame rate say nothing about the cause.
      </p>
    </>
  );
}

function formatFine(ms: number): string {
  return ms.toLocaleString(undefined, { maximumFractionDigits: ms < 10 ? 1 : 0 });
}
