import { ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { ChartMenu } from './chart-menu';
import { formatInstant } from './format';
import { LaneChart } from './lane-chart';
import { lineColour } from './lane-options';
import { laneSvg } from './lane-svg';
import { apart, type Lane, type Lanes } from './lanes';
import { MarkStrip } from './mark-strip';
import type { Mark } from './marks';
import { Overview } from './overview';
import type { OverviewLine } from './overview-data';
import { useColourScheme } from './use-colours';
import { useZoom } from './use-zoom';
import type { Span, View } from './view';

interface LaneListProps {
  lanes: Lanes;
  /** The range whose figures are loaded. */
  span: Span;
  /** From the beginning of the meeting to its end, or to now. */
  whole: Span;
  overview: readonly OverviewLine[];
  /** The number of the colour of somebody's latency. */
  colourOf: (line: OverviewLine) => number;
  marks: readonly Mark[];
  /** Which lanes are unfolded, which lines are switched off, and how they are drawn. */
  look: Pick<View, 'lanes' | 'hidden' | 'bounds' | 'apart'>;
  onLook: (change: Partial<Pick<View, 'hidden' | 'bounds' | 'apart'>>) => void;
  onToggle: (key: string) => void;
  onZoom: (from: number, to: number) => void;
  /** The cursor is at this time, in ms since 1970, or nowhere. */
  onPoint: (at: number | null) => void;
}

/** All lanes on one time axis with one cursor, and a legend whose lines can be switched off. */
export function LaneList(props: LaneListProps) {
  const {
    lanes: { times, lanes },
    span,
    whole,
    overview,
    colourOf,
    marks,
    look,
    onLook,
    onToggle,
    onZoom,
    onPoint,
  } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const plots = useRef<HTMLDivElement>(null);
  const zoom = useZoom(plots, span, whole, onZoom);
  const { from, to } = zoom.shown;
  const view = useMemo(
    () => ({ window: [from / 1000, to / 1000] as const, marks }),
    [from, to, marks],
  );
  const choose = useRef(zoom.choose);
  useEffect(() => {
    choose.current = zoom.choose;
  });
  const hooks = useMemo(
    () => ({
      zoom: (start: number, end: number) => {
        choose.current({ from: start, to: end });
      },
      point: setPointed,
    }),
    [],
  );
  const { hidden } = look;
  const entries = useMemo(() => entriesOf(lanes), [lanes]);
  const shown = useMemo(
    () =>
      lanes.map((lane) => ({
        ...lane,
        lines: lane.lines.filter(({ key }) => !hidden.includes(key)),
      })),
    [lanes, hidden],
  );
  /** The charts of each lane: one, or one for each of its lines. */
  const charts = useMemo(
    () => shown.map((lane) => (look.apart && lane.lines.length > 1 ? apart(lane) : [lane])),
    [shown, look.apart],
  );
  const isUnfolded = ({ key }: Lane) => look.lanes === null || look.lanes.includes(key);
  const last = shown.findLast(isUnfolded);
  const at = pointed === null ? undefined : times[pointed];
  useEffect(() => {
    onPoint(at === undefined ? null : 1000 * at);
  }, [at, onPoint]);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons do the same
    <section
      aria-label="Charts"
      aria-describedby="zoom-keys"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys zoom and move the charts
      tabIndex={0}
      className="rounded-2xl border border-line bg-surface p-4 sm:p-5 print:break-inside-auto"
      onKeyDown={zoom.onKeyDown}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Legend
          entries={entries}
          hidden={hidden}
          onToggle={({ keys }) => {
            const others = hidden.filter((key) => !keys.includes(key));
            const isHidden = keys.every((key) => hidden.includes(key));
            onLook({ hidden: isHidden ? others : [...others, ...keys] });
          }}
        />
        <div role="group" aria-label="How charts are drawn" className="flex gap-2 print:hidden">
          <LookButton
            pressed={look.bounds}
            onPress={() => {
              onLook({ bounds: !look.bounds });
            }}
          >
            Bounds
          </LookButton>
          {entries.length > 1 && (
            <LookButton
              pressed={look.apart}
              onPress={() => {
                onLook({ apart: !look.apart });
              }}
            >
              One chart each
            </LookButton>
          )}
        </div>
        <p className="min-h-8 basis-full text-xs text-muted tabular-nums sm:min-h-4 print:hidden">
          {at === undefined ? (
            <span id="zoom-keys">
              Zoom: drag, Ctrl and wheel, pinch, or the keys + and −. Move: arrow keys.
            </span>
          ) : (
            formatInstant(1000 * at)
          )}
        </p>
      </div>
      <div ref={plots} className="touch-pan-y">
        <Overview
          lines={overview}
          whole={whole}
          span={zoom.shown}
          colourOf={colourOf}
          onChoose={zoom.choose}
        />
        <MarkStrip marks={marks} span={zoom.shown} />
        {shown.map((lane, number) => (
          <div key={lane.key} className="mt-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-xs">
              <h3
                className={`flex items-center font-medium ${isUnfolded(lane) ? '' : 'print:hidden'}`}
              >
                <button
                  type="button"
                  aria-expanded={isUnfolded(lane)}
                  className="-ml-1 inline-flex min-h-6 shrink-0 items-center gap-1 rounded-md pr-1 hover:bg-raised"
                  onClick={() => {
                    onToggle(lane.key);
                  }}
                >
                  <ChevronRight
                    aria-hidden
                    className={`size-4 text-muted print:hidden ${isUnfolded(lane) ? 'rotate-90' : ''}`}
                  />
                  {lane.title}
                </button>
                {lane.note !== null && isUnfolded(lane) && (
                  <span className="font-normal text-muted">
                    {' '}
                    · {lane.note}
                    {look.bounds && ', bounds of the true values (dotted)'}
                  </span>
                )}
              </h3>
              <div className="flex items-center gap-2">
                <Values lane={lane} index={pointed} />
                {isUnfolded(lane) && charts[number]?.length === 1 && (
                  <ChartMenu title={lane.title} svg={() => laneSvg(lane, times, view)} />
                )}
              </div>
            </div>
            {isUnfolded(lane) &&
              charts[number]?.map((chart, index, all) => (
                <Fragment key={all.length > 1 ? chart.lines[0]?.key : lane.key}>
                  {all.length > 1 && (
                    <div className="flex items-center justify-between pl-4 text-xs text-muted">
                      {chart.lines[0]?.name}
                      <ChartMenu
                        title={`${lane.title}, ${chart.lines[0]?.name ?? ''}`}
                        svg={() => laneSvg(chart, times, view)}
                      />
                    </div>
                  )}
                  <LaneChart
                    lane={chart}
                    times={times}
                    view={view}
                    labels={index === all.length - 1 && (lane.key === 'latency' || lane === last)}
                    description={describe(chart)}
                    hooks={hooks}
                  />
                </Fragment>
              ))}
          </div>
        ))}
      </div>
    </section>
  );
}

interface LookButtonProps {
  pressed: boolean;
  onPress: () => void;
  children: string;
}

function LookButton({ pressed, onPress, children }: LookButtonProps) {
  return (
    <Button
      look="secondary"
      aria-pressed={pressed}
      className="min-h-8 px-3 py-1 text-xs aria-pressed:border-accent aria-pressed:bg-accent-soft"
      onClick={onPress}
    >
      {children}
    </Button>
  );
}

/** The lines of one name in all lanes. */
interface Entry {
  name: string;
  colour: number;
  keys: string[];
}

function entriesOf(lanes: readonly Lane[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { key, name, colour } of lanes.flatMap(({ lines }) => lines)) {
    const keys = entries.get(name)?.keys ?? [];
    entries.set(name, { name, colour, keys: keys.includes(key) ? keys : [...keys, key] });
  }
  return [...entries.values()];
}

interface LegendProps {
  entries: readonly Entry[];
  hidden: readonly string[];
  onToggle: (entry: Entry) => void;
}

function Legend({ entries, hidden, onToggle }: LegendProps) {
  const scheme = useColourScheme();
  return (
    <ul aria-label="Lines" className="flex flex-wrap gap-x-2 gap-y-1">
      {entries.map((entry) => {
        const shown = entry.keys.some((key) => !hidden.includes(key));
        return (
          <li key={entry.name}>
            <button
              type="button"
              aria-pressed={shown}
              className="flex min-h-8 items-center gap-2 rounded-md px-2 text-sm hover:bg-raised aria-[pressed=false]:text-muted aria-[pressed=false]:line-through"
              onClick={() => {
                onToggle(entry);
              }}
            >
              <span
                aria-hidden
                className="mark h-1 w-4 rounded-full"
                style={{
                  backgroundColor: shown ? lineColour(entry.colour, scheme) : 'transparent',
                }}
              />
              {entry.name}
            </button>
          </li>
        );
      })}
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
