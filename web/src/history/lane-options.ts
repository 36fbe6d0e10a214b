import type uPlot from 'uplot';
import { drawMarks } from './draw-marks';
import { extentOf, type Lane, type LaneLine } from './lanes';
import { isTwice, offsetAt, ticksOf } from './local-time';
import type { Mark } from './marks';
import { resolveColour } from './use-colours';

/** The width of the longest label, such as 12:05:30 PM, and of one with an offset, in CSS pixels. */
const labelSpace = 76;
const offsetLabelSpace = 124;
/** Room for the values at the left, and what stays free at the right. */
export const axisWidth = 64;
export const rightPadding = 8;
const timeAxisHeight = 28;
const heights = { latency: 240, other: 84 };

/**
 * The possible times between two ticks, in s. Each is at most about twice the one before, so that the chart of a
 * phone, which has room for three labels, always has one or two. uPlot's defaults go from one minute to five, which
 * would leave a chart of four minutes without labels.
 */
const timeSteps = [
  1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
  86_400, 172_800, 604_800,
];

const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const minutes = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const offset = { timeZoneName: 'shortOffset' } as const;
const minutesOfTwo = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  ...offset,
});
const secondsOfTwo = new Intl.DateTimeFormat(undefined, {
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  ...offset,
});

/** The time between two ticks in s, for a range of so many s with at most so many ticks. */
export function stepOfTicks(length: number, most: number): number {
  const week = 604_800;
  return timeSteps.find((step) => length / step <= most) ?? week * Math.ceil(length / most / week);
}

/**
 * A time in s in the reader's locale, as exact as the time between two ticks in s demands. One that the clock shows twice,
 * because it is set back, has its offset from UTC.
 */
export function formatTick(time: number, step: number): string {
  const twice = step < 86_400 && isTwice(time);
  const [ofMinutes, ofSeconds] = twice ? [minutesOfTwo, secondsOfTwo] : [minutes, seconds];
  const format = step < 60 ? ofSeconds : step < 86_400 ? ofMinutes : days;
  return format.format(new Date(1000 * time));
}

/** The times with a label, on the clock of the reader. */
const timeAxis: Pick<uPlot.Axis, 'space' | 'incrs' | 'splits'> = {
  space: (_, _axis, from, to) =>
    offsetAt(from) !== offsetAt(to) || isTwice(from) ? offsetLabelSpace : labelSpace,
  incrs: timeSteps,
  splits: (_, _axis, from, to, step) => ticksOf(from, to, step),
};

function timeLabels(_: uPlot, ticks: number[], _axis: number, _space: number, step: number) {
  return ticks.map((tick) => formatTick(tick, step));
}

/** Colours that people with any colour vision can tell apart (Okabe and Ito), on white and on black. */
const palettes = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#a86d00', '#3a8fbf', '#5a6067'],
  dark: ['#56b4e9', '#ff9d5c', '#2cc69b', '#e58bbd', '#e6c14a', '#9fd3f5', '#c3cbd1'],
};

/** The colour of a line. */
export function lineColour(number: number, scheme: string): string {
  const palette = scheme === 'dark' ? palettes.dark : palettes.light;
  return palette[number % palette.length] ?? '#888888';
}

/** The events that begin and end a drag. */
const drags = new Set(['mousedown', 'mouseup']);

export interface LaneHooks {
  /** A part of the time was chosen, in ms since 1970. */
  zoom: (from: number, to: number) => void;
  /** The cursor is at this bucket, or nowhere. */
  point: (index: number | null) => void;
}

/** What all lanes show at the same time. */
export interface LaneView {
  /** The range of time, in s since 1970. */
  window: readonly [number, number];
  marks: readonly Mark[];
}

/** What a chart draws, kept up to date: uPlot asks for it at each drawing. */
export interface Drawn {
  lane: Lane;
  view: LaneView;
}

/** The columns of a lane: the times, then those of each line. */
export function laneData(times: readonly number[], lane: Lane): uPlot.AlignedData {
  return [[...times], ...lane.lines.flatMap(columnsOf)];
}

/** The values, then the ends of the band and the bounds if it has them. */
function columnsOf({ values, low, high, lowest, highest }: LaneLine) {
  return [values, high, low, highest, lowest].filter((column) => column !== undefined);
}

/** The uPlot options of a lane. `labels` shows the times below. */
export function laneOptions(
  width: number,
  labels: boolean,
  scheme: string,
  drawn: { readonly current: Drawn },
  hooks: LaneHooks,
): uPlot.Options {
  const { lane } = drawn.current;
  const axis = {
    stroke: resolveColour('muted'),
    grid: { stroke: resolveColour('line'), width: 1 },
    ticks: { show: false },
    font: '12px Inter Variable, system-ui, sans-serif',
  };
  const height = lane.key === 'latency' ? heights.latency : heights.other;
  const columns = firstColumns(lane);
  return {
    width,
    height: height + (labels ? timeAxisHeight : 0),
    padding: [8, rightPadding, labels ? 0 : 8, 0],
    legend: { show: false },
    cursor: {
      // The others follow the cursor. A drag is that of one lane, or each of them would zoom.
      sync: {
        key: 'history',
        filters: { pub: (type) => type.startsWith('mouse') && !drags.has(type) },
      },
      drag: { x: true, y: false, setScale: false },
      y: false,
    },
    scales: {
      x: { time: true, range: () => [...drawn.current.view.window] as [number, number] },
      // Starts at zero, so that heights are proportional; lower only where a clock was ahead.
      y: {
        range: (_, low, high) => {
          if (drawn.current.lane.scaledTo !== undefined) return extentOf(drawn.current.lane);
          const points = drawn.current.lane.lines.flatMap((line) => line.points ?? []);
          const values = points.map(({ value }) => value);
          return [
            Math.min(0, 1.1 * Math.min(low ?? 0, ...values)),
            Math.max(lane.least, 1.1 * Math.max(high ?? 0, ...values)),
          ];
        },
      },
    },
    axes: [
      labels
        ? { ...axis, ...timeAxis, size: timeAxisHeight, values: timeLabels }
        : { ...axis, ...timeAxis, size: 0, values: () => [] },
      {
        ...axis,
        size: axisWidth,
        space: 28,
        values: (_, ticks) => ticks.map((tick) => `${tick.toLocaleString()}${lane.unit}`),
      },
    ],
    series: [{}, ...lane.lines.flatMap((line) => series(line, lineColour(line.colour, scheme)))],
    bands: lane.lines.flatMap((line, number) =>
      line.low === undefined
        ? []
        : [
            {
              series: [(columns[number] ?? 0) + 1, (columns[number] ?? 0) + 2] as [number, number],
              fill: `${lineColour(line.colour, scheme)}33`,
            },
          ],
    ),
    hooks: {
      drawClear: [
        (plot) => {
          drawMarks(plot, drawn.current.view.marks);
          drawThresholds(plot, lane);
          drawPoints(plot, drawn.current.lane.lines, scheme);
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width: across } = plot.select;
          if (across > 4) {
            hooks.zoom(1000 * plot.posToVal(left, 'x'), 1000 * plot.posToVal(left + across, 'x'));
          }
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [
        (plot) => {
          hooks.point(plot.cursor.idx ?? null);
        },
      ],
    },
  };
}

/** The number of each line's first column. */
function firstColumns(lane: Lane): number[] {
  const columns: number[] = [];
  let next = 1;
  for (const line of lane.lines) {
    columns.push(next);
    next += columnsOf(line).length;
  }
  return columns;
}

function series(line: Lane['lines'][number], stroke: string): uPlot.Series[] {
  const end = { stroke: 'transparent', width: 0, points: { show: false } };
  const bound = { stroke, width: 1, dash: [2, 4], points: { show: false } };
  const main: uPlot.Series = {
    stroke,
    width: 1.5,
    // A line needs two values; one that stands alone is a point.
    points: { show: true, size: 4, stroke, fill: stroke, filter: alone },
  };
  return [
    main,
    ...(line.low === undefined ? [] : [end, end]),
    ...(line.lowest === undefined ? [] : [bound, bound]),
  ];
}

/** The indexes of the values that have a gap on both sides. */
function alone(plot: uPlot, column: number): number[] | null {
  const values = plot.data[column] ?? [];
  const known = (index: number) => typeof values[index] === 'number';
  return Array.from(values.keys()).filter((i) => known(i) && !known(i - 1) && !known(i + 1));
}

function drawThresholds(plot: uPlot, lane: Lane): void {
  const { ctx, bbox } = plot;
  const scale = plot.scales['y'];
  ctx.save();
  ctx.strokeStyle = resolveColour('warn');
  ctx.fillStyle = resolveColour('warn');
  ctx.font = `${11 * devicePixelRatio}px Inter Variable, system-ui, sans-serif`;
  ctx.textAlign = 'right';
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const threshold of lane.thresholds) {
    if (threshold > (scale?.max ?? 0)) continue;
    const y = plot.valToPos(threshold, 'y', true);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(
      `${threshold}${lane.unit}`,
      bbox.left + bbox.width - 4 * devicePixelRatio,
      y - 4 * devicePixelRatio,
    );
  }
  ctx.restore();
}

/** Draws single measurements behind the lines. */
function drawPoints(plot: uPlot, lines: Lane['lines'], scheme: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.globalAlpha = 0.55;
  for (const { points, colour } of lines) {
    ctx.fillStyle = lineColour(colour, scheme);
    for (const { at, value } of points ?? []) {
      ctx.beginPath();
      ctx.arc(
        plot.valToPos(at, 'x', true),
        plot.valToPos(value, 'y', true),
        2 * devicePixelRatio,
        0,
        2 * Math.PI,
      );
      ctx.fill();
    }
  }
  ctx.restore();
}
