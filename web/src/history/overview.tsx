import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useSize } from '../ui/use-size';
import { formatInstant } from './format';
import { axisWidth, lineColour, rightPadding } from './lane-options';
import type { OverviewLine } from './overview-data';
import { useColourScheme } from './use-colours';
import type { Span } from './view';

const height = 56;
/** From this distance a pointer takes an end of the range, in CSS pixels. */
const reach = 10;
/** A shorter stroke is a press by mistake, in CSS pixels. */
const shortestStroke = 4;

interface OverviewProps {
  lines: readonly OverviewLine[];
  whole: Span;
  span: Span;
  /** The number of the colour of somebody's line. */
  colourOf: (line: OverviewLine) => number;
  onChoose: (span: Span) => void;
}

type Grip = { kind: 'from' | 'to' | 'new'; fixed: number } | { kind: 'move'; at: number };

/** The whole meeting, with the range that the charts show: draw another one, move it, or move one of its ends. */
export function Overview({ lines, whole, span, colourOf, onChoose }: OverviewProps) {
  const { ref, width } = useSize<HTMLDivElement>();
  const scheme = useColourScheme();
  const [grip, setGrip] = useState<Grip | null>(null);
  const [drawn, setDrawn] = useState<Span | null>(null);
  const length = Math.max(1, whole.to - whole.from);
  const plot = Math.max(1, width - axisWidth - rightPadding);
  const x = (ms: number) =>
    axisWidth + (plot * (Math.min(Math.max(ms, whole.from), whole.to) - whole.from)) / length;
  const instant = (event: PointerEvent<SVGElement>) => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left - axisWidth;
    return whole.from + (length * Math.min(plot, Math.max(0, place))) / plot;
  };
  const paths = useMemo(() => pathsOf(lines, whole, plot), [lines, whole, plot]);
  const { from, to } = drawn ?? span;

  const onPointerDown = (event: PointerEvent<SVGElement>) => {
    const at = instant(event);
    const near = (ms: number) => Math.abs(x(ms) - x(at)) <= reach;
    const isAll = span.from <= whole.from && span.to >= whole.to;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (near(span.from)) setGrip({ kind: 'from', fixed: span.to });
    else if (near(span.to)) setGrip({ kind: 'to', fixed: span.from });
    else if (at > span.from && at < span.to && !isAll) setGrip({ kind: 'move', at });
    else setGrip({ kind: 'new', fixed: at });
  };
  const onPointerMove = (event: PointerEvent<SVGElement>) => {
    if (grip === null) return;
    const at = instant(event);
    if (grip.kind === 'move') {
      const by = Math.min(
        Math.max(at - grip.at, whole.from - span.from),
        Math.max(0, whole.to - span.to),
      );
      setDrawn({ from: span.from + by, to: span.to + by });
    } else {
      setDrawn({ from: Math.min(at, grip.fixed), to: Math.max(at, grip.fixed) });
    }
  };
  const onPointerUp = () => {
    if (drawn !== null && x(drawn.to) - x(drawn.from) >= shortestStroke) onChoose(drawn);
    setGrip(null);
    setDrawn(null);
  };

  return (
    <div ref={ref} className="mt-2 print:hidden">
      <svg
        role="group"
        aria-label="Overview of the whole meeting"
        width={width}
        height={height}
        className="block cursor-crosshair touch-pan-y select-none"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <rect
          x={axisWidth}
          y={0.5}
          width={plot}
          height={height - 1}
          className="fill-raised stroke-line"
        />
        {lines.map((line, index) => (
          <path
            key={`${line.participantId} ${line.source}`}
            d={paths[index]}
            transform={`translate(${axisWidth} 0)`}
            fill="none"
            strokeWidth={1.2}
            stroke={lineColour(colourOf(line), scheme)}
          />
        ))}
        <rect
          x={x(from)}
          y={1}
          width={Math.max(2, x(to) - x(from))}
          height={height - 2}
          className="fill-accent/15 stroke-accent"
        />
        <End
          name="Start of the range"
          at={from}
          x={x(from)}
          whole={whole}
          onMove={(at) => {
            onChoose({ from: Math.min(at, to - length / 200), to });
          }}
        />
        <End
          name="End of the range"
          at={to}
          x={x(to)}
          whole={whole}
          onMove={(at) => {
            onChoose({ from, to: Math.max(at, from + length / 200) });
          }}
        />
      </svg>
    </div>
  );
}

interface EndProps {
  name: string;
  at: number;
  x: number;
  whole: Span;
  onMove: (at: number) => void;
}

/** An end of the range, which the arrow keys move by a hundredth of the meeting, and page keys by a tenth. */
function End({ name, at, x, whole, onMove }: EndProps) {
  const length = whole.to - whole.from;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: -0.01,
      ArrowDown: -0.01,
      ArrowRight: 0.01,
      ArrowUp: 0.01,
      PageDown: -0.1,
      PageUp: 0.1,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(Math.min(whole.to, Math.max(whole.from, at + by * length)));
  };
  return (
    <rect
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(
        (100 * (Math.min(Math.max(at, whole.from), whole.to) - whole.from)) / Math.max(1, length),
      )}
      aria-valuetext={formatInstant(at)}
      x={x - 4}
      y={height / 2 - 12}
      width={8}
      height={24}
      rx={4}
      className="cursor-ew-resize fill-accent stroke-surface"
      onKeyDown={onKeyDown}
    />
  );
}

/** The lines as SVG paths. Buckets that are absent leave gaps. */
function pathsOf(lines: readonly OverviewLine[], whole: Span, plot: number): string[] {
  const most = Math.max(
    100,
    ...lines.flatMap(({ buckets }) => buckets.map(({ p50Ms }) => p50Ms ?? 0)),
  );
  const length = Math.max(1, whole.to - whole.from);
  return lines.map(({ buckets }) => {
    const step = Math.min(
      ...buckets.slice(1).map(({ startsAt }, index) => gap(buckets[index]?.startsAt, startsAt)),
    );
    return buckets
      .map(({ startsAt, p50Ms }, index) => {
        if (p50Ms === null) return '';
        const before = buckets[index - 1];
        const joined =
          typeof before?.p50Ms === 'number' && gap(before.startsAt, startsAt) <= 1.5 * step;
        const left = (plot * (Date.parse(startsAt) - whole.from)) / length;
        const top = height - 4 - ((height - 10) * Math.max(0, p50Ms)) / most;
        return `${joined ? 'L' : 'M'} ${left.toFixed(1)} ${top.toFixed(1)}${joined ? '' : ' h 1'}`;
      })
      .join(' ');
  });
}

function gap(one: string | undefined, other: string): number {
  return one === undefined ? Infinity : Date.parse(other) - Date.parse(one);
}
