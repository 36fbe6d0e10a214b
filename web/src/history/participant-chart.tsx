import { useState } from 'react';
import { formatClock } from '../ui/time';
import { Chart } from './chart';
import type { Pointed } from './chart-options';
import type { Sample } from './samples';
import { sourceNames } from './source-names';
import { statistics, type Statistics } from './statistics';

interface ParticipantChartProps {
  name: string;
  samples: readonly Sample[];
  window: readonly [number, number];
  onZoom: (from: number, to: number) => void;
}

/** The latency of one participant: statistics and a chart. */
export function ParticipantChart({ name, samples, window, onZoom }: ParticipantChartProps) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const figures = statistics(samples);
  const sources = figures.map(({ source }) => source);
  const spoken = figures.map((one) => `median ${ms(one.p50)}, 95th percentile ${ms(one.p95)}`);
  return (
    <section className="rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-semibold">{name}</h2>
      {figures.map((one) => (
        <Figures key={one.source} figures={one} />
      ))}
      <p aria-hidden className="h-5 text-right text-xs text-muted tabular-nums">
        {pointed !== null && describe(pointed)}
      </p>
      <Chart
        label={`Latency of ${name} over time: ${spoken.join('; ')}`}
        samples={samples}
        sources={sources}
        window={window}
        onZoom={onZoom}
        onPoint={setPointed}
      />
    </section>
  );
}

function Figures({ figures }: { figures: Statistics }) {
  const { source, count, implausible, faults, p50, p95, min, max } = figures;
  const cells = [
    ['Median', ms(p50)],
    ['95th percentile', ms(p95)],
    ['Minimum', ms(min)],
    ['Maximum', ms(max)],
    ['Samples', count.toLocaleString()],
    ...(implausible > 0 ? [['Implausible', implausible.toLocaleString()]] : []),
    ...(faults > 0 ? [['Wrong clock', faults.toLocaleString()]] : []),
  ] as const;
  return (
    <div className="mt-2">
      <p className="text-xs text-muted">{sourceNames[source]}</p>
      <dl className="mt-1 flex flex-wrap gap-x-8 gap-y-2">
        {cells.map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function ms(value: number | null): string {
  return value === null ? '–' : `${Math.round(value)} ms`;
}

function describe({ at, latencyMs, lowerMs, upperMs, counts }: Pointed): string {
  const bounds =
    lowerMs === null || upperMs === null ? '' : ` (${Math.floor(lowerMs)}–${Math.ceil(upperMs)})`;
  return `${formatClock(at.toISOString())} · ${Math.round(latencyMs)} ms${bounds}${counts ? '' : ' · excluded'}`;
}
