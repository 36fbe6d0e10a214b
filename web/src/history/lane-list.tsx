import { useEffect, useMemo, useState } from 'react';
import { formatInstant } from './format';
import { LaneChart } from './lane-chart';
import { lineColour } from './lane-options';
import type { Lane, Lanes } from './lanes';
import { MarkStrip } from './mark-strip';
import type { Mark } from './marks';
import { useColourScheme } from './use-colours';
import type { Span } from './view';

interface LaneListProps {
  lanes: Lanes;
  span: Span;
  marks: readonly Mark[];
  onZoom: (from: number, to: number) => void;
  /** The cursor is at this time, in ms since 1970, or nowhere. */
  onPoint: (at: number | null) => void;
}

/** All lanes on one time axis with one cursor, and a legend whose lines can be switched off. */
export function LaneList({ lanes: { times, lanes }, span, marks, onZoom, onPoint }: LaneListProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointed, setPointed] = useState<number | null>(null);
  const { from, to } = span;
  const window = useMemo(() => [from / 1000, to / 1000] as const, [from, to]);
  const hooks = useMemo(() => ({ zoom: onZoom, point: setPointed }), [onZoom]);
  const view = useMemo(() => ({ window, marks }), [window, marks]);
  const names = [
    ...new Map(lanes.flatMap(({ lines }) => lines.map((line) => [line.name, line]))).values(),
  ];
  const shown = useMemo(
    () =>
      lanes.map((lane) => ({
        ...lane,
        lines: lane.lines.filter(({ name }) => !hidden.has(name)),
      })),
    [lanes, hidden],
  );
  const at = pointed === null ? undefined : times[pointed];
  useEffect(() => {
    onPoint(at === undefined ? null : 1000 * at);
  }, [at, onPoint]);

  return (
    <section
      aria-label="Charts"
      className="rounded-2xl border border-line bg-surface p-4 sm:p-5 print:break-inside-auto"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Legend
          lines={names}
          hidden={hidden}
          onToggle={(name) => {
            const next = new Set(hidden);
            if (!next.delete(name)) next.add(name);
            setHidden(next);
          }}
        />
        <p aria-hidden className="h-5 text-xs text-muted tabular-nums">
          {at === undefined ? 'Drag over a chart to zoom in' : formatInstant(1000 * at)}
        </p>
      </div>
      <MarkStrip marks={marks} span={span} />
      {shown.map((lane, number) => (
        <div key={lane.key} className="mt-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-xs">
            <h3 className="font-medium">
              {lane.title}
              {lane.key === 'latency' && (
                <span className="font-normal text-muted"> · median, 5th to 95th percentile</span>
              )}
            </h3>
            <Values lane={lane} index={pointed} />
          </div>
          <LaneChart
            lane={lane}
            times={times}
            view={view}
            labels={lane.key === 'latency' || number === shown.length - 1}
            description={describe(lane)}
            hooks={hooks}
          />
        </div>
      ))}
    </section>
  );
}

interface LegendProps {
  lines: readonly Lane['lines'][number][];
  hidden: ReadonlySet<string>;
  onToggle: (name: string) => void;
}

function Legend({ lines, hidden, onToggle }: LegendProps) {
  const scheme = useColourScheme();
  return (
    <ul aria-label="Lines" className="flex flex-wrap gap-x-2 gap-y-1">
      {lines.map(({ name, colour }) => (
        <li key={name}>
          <button
            type="button"
            aria-pressed={!hidden.has(name)}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 text-sm hover:bg-raised aria-[pressed=false]:text-muted aria-[pressed=false]:line-through"
            onClick={() => {
              onToggle(name);
            }}
          >
            <span
              aria-hidden
              className="mark h-1 w-4 rounded-full"
              style={{
                backgroundColor: hidden.has(name) ? 'transparent' : lineColour(colour, scheme),
              }}
            />
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The values at the cursor. */
function Values({ lane, index }: { lane: Lane; index: number | null }) {
  const scheme = useColourScheme();
  const value = (ms: number) =>
    ms.toLocaleString(undefined, { maximumFractionDigits: lane.digits });
  return (
    <p aria-hidden className="flex h-4 gap-3 tabular-nums">
      {index !== null &&
        lane.lines.map(({ key, colour, values, low, high }) => {
          const at = values[index];
          if (typeof at !== 'number') return null;
          const [from, to] = [low?.[index], high?.[index]];
          return (
            <span key={key} style={{ color: lineColour(colour, scheme) }}>
              {value(at)}
              {lane.unit}
              {typeof from === 'number' &&
                typeof to === 'number' &&
                ` (${value(from)}–${value(to)})`}
            </span>
          );
        })}
    </p>
  );
}

function describe({ title, unit, digits, lines }: Lane): string {
  const parts = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    if (known.length === 0) return `${name}: no values`;
    const shown = (value: number) => value.toFixed(digits) + unit;
    return `${name}: ${shown(Math.min(...known))} to ${shown(Math.max(...known))}`;
  });
  return `${title} over time. ${parts.join('; ')}. The table below has the values.`;
}
