import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { CurveChart } from './curve-chart';
import {
  cumulative,
  density,
  DistributionOfRange,
  quantile,
  shareUpTo,
  shownRange,
  type Distribution,
} from './distribution';
import { formatMs } from './format';
import { lineColour } from './lane-options';
import { latencyThresholds } from './lanes';
import { useColourScheme } from './use-colours';
import type { Span } from './view';

interface DistributionSectionProps {
  meetingId: string;
  span: Span;
  participantId: string | null;
  nameOf: (line: Distribution) => string;
  /** The number of the colour of somebody's line. */
  colourOf: (line: Distribution) => number;
}

const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95];

/** How the latencies of the range are distributed: a histogram, shares up to each latency, and a table. */
export function DistributionSection(props: DistributionSectionProps) {
  const { meetingId, span, participantId, nameOf, colourOf } = props;
  const [{ data }] = useQuery({
    query: DistributionOfRange,
    variables: {
      id: meetingId,
      range: { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() },
      participantId,
    },
    requestPolicy: 'network-only',
  });
  const scheme = useColourScheme();
  const loaded = data?.meeting?.latencyDistribution;
  // The charts stay while the next ones load.
  const [kept, setKept] = useState(loaded);
  if (loaded !== undefined && loaded !== kept) setKept(loaded);
  const known = useMemo(() => kept?.filter(({ count }) => count > 0) ?? [], [kept]);
  const range = useMemo(() => shownRange(known), [known]);
  if (known.length === 0) return null;
  const curves = (points: (one: Distribution) => ReturnType<typeof density>) =>
    known.map((line) => ({
      key: keyOf(line),
      name: nameOf(line),
      colour: colourOf(line),
      points: points(line),
    }));
  return (
    <section
      aria-labelledby="distribution"
      className="rounded-2xl border border-line bg-surface p-4 sm:p-5"
    >
      <h2 id="distribution" className="font-semibold">
        Distribution of the latency
      </h2>
      <div className="mt-2 grid gap-6 lg:grid-cols-2">
        <CurveChart
          title="Share of the values in each 10 ms"
          description={`Histogram. ${known.map((one) => `${nameOf(one)}: half of the values between ${formatMs(quantile(one, 0.25))} and ${formatMs(quantile(one, 0.75))}`).join('; ')}. The table below has the values.`}
          curves={curves(density)}
          range={range}
          filled
        />
        <CurveChart
          title="Share of the values up to each latency"
          description={`Cumulative distribution. ${known.map((one) => `${nameOf(one)}: ${latencyThresholds.map((ms) => `${percent(shareUpTo(one, ms))} up to ${formatMs(ms)}`).join(', ')}`).join('; ')}. The table below has the values.`}
          curves={curves(cumulative)}
          range={range}
          filled={false}
        />
      </div>
      <div
        role="region"
        aria-label="Table of the distribution"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className="relative mt-3 overflow-x-auto"
      >
        <table className="w-full text-left text-sm whitespace-nowrap tabular-nums">
          <caption className="sr-only">Percentiles, and shares up to thresholds</caption>
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="py-2 pr-4 font-medium">
                Values
              </th>
              {quantiles.map((share) => (
                <th key={share} scope="col" className="px-4 py-2 font-medium">
                  {100 * share} % up to
                </th>
              ))}
              {latencyThresholds.map((ms) => (
                <th key={ms} scope="col" className="px-4 py-2 font-medium">
                  Up to {ms} ms
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {known.map((line) => (
              <tr key={keyOf(line)}>
                <th scope="row" className="py-2 pr-4 font-normal">
                  <span aria-hidden className="mr-2 inline-block align-middle">
                    <svg width={16} height={4} className="block">
                      <rect
                        width={16}
                        height={4}
                        rx={2}
                        fill={lineColour(colourOf(line), scheme)}
                      />
                    </svg>
                  </span>
                  {nameOf(line)}
                </th>
                {quantiles.map((share) => (
                  <td key={share} className="px-4 py-2">
                    {formatMs(quantile(line, share))}
                  </td>
                ))}
                {latencyThresholds.map((ms) => (
                  <td key={ms} className="px-4 py-2">
                    {percent(shareUpTo(line, ms))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function keyOf({ participantId, source }: Distribution): string {
  return `${participantId} ${source}`;
}

function percent(share: number): string {
  return `${(100 * share).toLocaleString(undefined, { maximumFractionDigits: 1 })} %`;
}
