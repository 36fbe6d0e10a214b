import { roundTicks } from './distribution';
import { formatRange } from './format';
import { formatTick, lineColour, stepOfTicks, type LaneView } from './lane-options';
import { extentOf, type Lane, type LaneLine } from './lanes';
import { ticksOf } from './local-time';

const width = 1200;
const height = 420;
const plot = { left: 80, right: 1180, top: 70, bottom: 380 };

/** For white paper. */
const colours = { ink: '#1a1d1f', muted: '#5a6067', line: '#dedbd3', warn: '#8a5300' };
const markColours: Record<string, string> = {
  note: '#0f766e',
  clock: '#8a5300',
  server: '#b42318',
};

/** A chart as an SVG file: its title, the range, a legend, and what the page draws. */
export function laneSvg(lane: Lane, times: readonly number[], { window, marks }: LaneView): string {
  const [from, to] = window;
  const [low, high] = extentOf(lane);
  const x = (s: number) =>
    fixed(
      plot.left +
        ((plot.right - plot.left) * (Math.min(Math.max(s, from), to) - from)) / (to - from),
    );
  const y = (value: number) =>
    fixed(plot.bottom - ((plot.bottom - plot.top) * (value - low)) / (high - low));
  const inside = times.flatMap((time, index) => (time >= from && time <= to ? [index] : []));
  const parts = [
    text(plot.left, 24, lane.title, { size: 16, weight: 600 }),
    text(plot.right, 24, formatRange(1000 * from, 1000 * to), { anchor: 'end', muted: true }),
    ...legend(lane.lines),
    ...roundTicks(low, high, 6).map(
      (value) =>
        rule(plot.left, y(value), plot.right, y(value), colours.line) +
        text(plot.left - 8, Number(y(value)) + 4, value.toLocaleString() + lane.unit, {
          anchor: 'end',
          muted: true,
        }),
    ),
    ...timeTicks(from, to).map(
      ({ at, label }) =>
        rule(x(at), plot.top, x(at), plot.bottom, colours.line) +
        text(Number(x(at)), plot.bottom + 20, label, { anchor: 'middle', muted: true }),
    ),
    ...marks.flatMap(({ kind, at, until }) => {
      const colour = markColours[kind];
      if (colour === undefined) return [];
      const left = x(at / 1000);
      return until === null
        ? [rule(left, plot.top, left, plot.bottom, colour)]
        : [
            `<rect x="${left}" y="${plot.top}" width="${fixed(Number(x(until / 1000)) - Number(left))}" height="${plot.bottom - plot.top}" fill="${colour}" fill-opacity="0.15"/>`,
          ];
    }),
    ...lane.thresholds
      .filter((value) => value <= high)
      .map((value) =>
        rule(plot.left, y(value), plot.right, y(value), colours.warn, ' stroke-dasharray="4 4"'),
      ),
    ...lane.lines.flatMap((line) => draw(line, inside, (index) => x(times[index] ?? 0), x, y)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="12"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`;
}

function draw(
  { colour, values, low, high, lowest, highest, points }: LaneLine,
  inside: readonly number[],
  xOf: (index: number) => string,
  x: (s: number) => string,
  y: (value: number) => string,
): string[] {
  const stroke = lineColour(colour, 'light');
  const runs = runsOf(inside, values);
  const corner = (index: number, of: readonly (number | null)[]) =>
    `${xOf(index)},${y(of[index] ?? 0)}`;
  return [
    ...runs.flatMap((run) =>
      low === undefined || high === undefined
        ? []
        : [
            `<polygon points="${[...run.map((index) => corner(index, high)), ...run.toReversed().map((index) => corner(index, low))].join(' ')}" fill="${stroke}" fill-opacity="0.2"/>`,
          ],
    ),
    ...(points ?? []).map(
      ({ at, value }) =>
        `<circle cx="${x(at)}" cy="${y(value)}" r="2" fill="${stroke}" fill-opacity="0.55"/>`,
    ),
    ...runs.map(
      (run) =>
        `<polyline points="${run.map((index) => corner(index, values)).join(' ')}" fill="none" stroke="${stroke}" stroke-width="1.5" stroke-linecap="round"/>`,
    ),
    ...[lowest, highest].flatMap((bound = []) =>
      runsOf(inside, bound).map(
        (run) =>
          `<polyline points="${run.map((index) => corner(index, bound)).join(' ')}" fill="none" stroke="${stroke}" stroke-dasharray="2 4"/>`,
      ),
    ),
  ];
}

/** Successive indexes that have a value. */
function runsOf(inside: readonly number[], values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  for (const index of inside) {
    if (typeof values[index] !== 'number') continue;
    const run = runs.at(-1);
    if (run?.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  }
  return runs;
}

function timeTicks(from: number, to: number): { at: number; label: string }[] {
  const step = stepOfTicks(to - from, 10);
  return ticksOf(from, to, step).map((at) => ({ at, label: formatTick(at, step) }));
}

function legend(lines: readonly LaneLine[]): string[] {
  let left = plot.left;
  return lines.map(({ name, colour }) => {
    const at = left;
    left += 40 + 7 * name.length;
    return (
      `<rect x="${at}" y="42" width="16" height="4" rx="2" fill="${lineColour(colour, 'light')}"/>` +
      text(at + 22, 48, name, {})
    );
  });
}

interface TextLook {
  anchor?: 'middle' | 'end';
  muted?: boolean;
  size?: number;
  weight?: number;
}

function text(x: number, y: number, content: string, look: TextLook): string {
  const { anchor = 'start', muted = false, size = 12, weight = 400 } = look;
  const fill = muted ? colours.muted : colours.ink;
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" fill="${fill}" font-size="${size}" font-weight="${weight}">${escaped(content)}</text>`;
}

function rule(
  x1: string | number,
  y1: string | number,
  x2: string | number,
  y2: string | number,
  stroke: string,
  more = '',
): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}"${more}/>`;
}

function fixed(number: number): string {
  return number.toFixed(1);
}

/** Names and notes come from people. */
function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
