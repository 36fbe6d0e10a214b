import type uPlot from 'uplot';
import { resolveColour } from './use-colours';

const height = 220;

/** The sample at the cursor. */
export interface Pointed {
  at: Date;
  latencyMs: number;
  lowerMs: number | null;
  upperMs: number | null;
  /** Whether the statistics include it. */
  counts: boolean;
}

/** The width of the longest label, such as 12:05:30 PM, in CSS pixels. */
const labelSpace = 76;

/**
 * The possible times between two ticks, in s. Each is at most about twice the one before, so that the chart of a
 * phone, which has room for three labels, always has one or two. uPlot's defaults go from one minute to five, which
 * would leave a chart of four minutes without labels.
 */
const timeSteps = [
  1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
  86_400,
];

const minutes = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Formats the time of day in the reader's locale; `step` is the time between two ticks in s. */
function timeTicks(
  _: uPlot,
  ticks: number[],
  _axis: number,
  _space: number,
  step: number,
): string[] {
  const format = step < 60 ? seconds : minutes;
  return ticks.map((tick) => format.format(new Date(tick * 1000)));
}

interface Hooks {
  zoom: (from: number, to: number) => void;
  point: (pointed: Pointed | null) => void;
}

/** The uPlot options of a chart with `kinds` kinds of clocks; `window` holds the range of time to show, in s. */
export function chartOptions(
  width: number,
  kinds: number,
  window: { readonly current: readonly [number, number] },
  hooks: Hooks,
): uPlot.Options {
  const muted = resolveColour('muted');
  const axis = {
    stroke: muted,
    grid: { stroke: resolveColour('line'), width: 1 },
    ticks: { show: false },
    font: '12px Inter Variable, system-ui, sans-serif',
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { sync: { key: 'latency' }, drag: { x: true, y: false, setScale: false }, y: false },
    scales: {
      x: { time: true, range: () => [...window.current] as [number, number] },
      // Starts at zero, so that heights are proportional to latencies; lower only where a clock was ahead.
      y: {
        range: (_, low, high) => [Math.min(0, (low ?? 0) * 1.1), Math.max(100, (high ?? 0) * 1.1)],
      },
    },
    axes: [
      { ...axis, space: labelSpace, incrs: timeSteps, values: timeTicks },
      { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => `${tick} ms`) },
    ],
    series: [{}, ...Array.from({ length: kinds }, (_, kind) => lines(kind)).flat()],
    bands: Array.from({ length: kinds }, (_, kind) => ({
      series: [kind * 4 + 3, kind * 4 + 2] as [number, number],
      fill: transparent(resolveColour(colours[kind] ?? 'accent'), 0.18),
    })),
    hooks: {
      draw: [
        (plot) => {
          markUncounted(plot, kinds);
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width: across } = plot.select;
          if (across > 4) {
            hooks.zoom(plot.posToVal(left, 'x'), plot.posToVal(left + across, 'x'));
          }
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [
        (plot) => {
          hooks.point(pointedAt(plot, kinds));
        },
      ],
    },
  };
}

/** One colour for each kind of clock. */
const colours = ['accent', 'warn', 'muted'];

function lines(kind: number): uPlot.Series[] {
  const stroke = resolveColour(colours[kind] ?? 'accent');
  const bound = { stroke: 'transparent', width: 0, points: { show: false } };
  return [
    { stroke, width: 1.5, points: { size: 4, stroke, fill: stroke } },
    bound,
    bound,
    // A clock that is minutes off would compress everything else. Its values are marked at the bottom instead.
    { ...bound, auto: false },
  ];
}

/** In CSS pixels. */
const markHeight = 10;

/** Draws a stroke at the bottom of the chart for every sample that is excluded from statistics. */
function markUncounted(plot: uPlot, kinds: number): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = resolveColour('danger');
  const x = plot.data[0];
  for (let kind = 0; kind < kinds; kind++) {
    plot.data[kind * 4 + 4]?.forEach((value, index) => {
      const left = plot.valToPos(x[index] ?? 0, 'x', true);
      if (typeof value === 'number' && left >= bbox.left && left <= bbox.left + bbox.width) {
        const high = markHeight * devicePixelRatio;
        ctx.fillRect(left, bbox.top + bbox.height - high, 1.5 * devicePixelRatio, high);
      }
    });
  }
  ctx.restore();
}

function pointedAt(plot: uPlot, kinds: number): Pointed | null {
  const index = plot.cursor.idx;
  const x = index === null || index === undefined ? undefined : plot.data[0][index];
  if (index === null || index === undefined || x === undefined) {
    return null;
  }
  for (let kind = 0; kind < kinds; kind++) {
    const [latency, lower, upper, uncounted] = [1, 2, 3, 4].map(
      (column) => plot.data[kind * 4 + column]?.[index] ?? null,
    );
    const latencyMs = latency ?? uncounted ?? null;
    if (latencyMs !== null) {
      return {
        at: new Date(x * 1000),
        latencyMs,
        lowerMs: lower ?? null,
        upperMs: upper ?? null,
        counts: latency !== null,
      };
    }
  }
  return null;
}

/** `rgb(1, 2, 3)` as `rgba(1, 2, 3, alpha)`. */
function transparent(colour: string, alpha: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}
