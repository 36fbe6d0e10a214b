import { useSize } from '../ui/use-size';
import { axisWidth, rightPadding } from './lane-options';
import type { Mark, MarkKind } from './marks';
import type { Span } from './view';

const rowHeight = 20;
/** Room for a letter of a compared span. */
const letterSpace = 10;

const rows: readonly { kind: MarkKind; title: string; colour: string }[] = [
  { kind: 'span', title: 'Compared', colour: 'fill-accent' },
  { kind: 'note', title: 'Notes', colour: 'fill-accent' },
  { kind: 'alert', title: 'Alerts', colour: 'fill-danger' },
  { kind: 'people', title: 'People', colour: 'fill-muted' },
  { kind: 'host', title: 'Hosts', colour: 'fill-muted' },
  { kind: 'hand', title: 'Hands', colour: 'fill-muted' },
  { kind: 'screen', title: 'Screens', colour: 'fill-muted' },
  { kind: 'clock', title: 'Clocks', colour: 'fill-warn' },
  { kind: 'server', title: 'Server', colour: 'fill-danger' },
];

/** What happened, on the time axis of the charts: a row for each kind of which there is something. */
export function MarkStrip({ marks, span }: { marks: readonly Mark[]; span: Span }) {
  const { ref, width } = useSize<HTMLDivElement>();
  const present = rows.filter(({ kind }) => marks.some((mark) => mark.kind === kind));
  if (present.length === 0) return null;
  const events = marks.filter(({ kind }) => kind !== 'span').length;
  const plot = Math.max(0, width - axisWidth - rightPadding);
  const x = (ms: number) =>
    axisWidth + (plot * (Math.min(Math.max(ms, span.from), span.to) - span.from)) / length(span);
  const height = rowHeight * present.length;
  return (
    <div ref={ref} className="mt-2">
      <svg
        role="img"
        aria-label={`What happened: ${events.toLocaleString()} events. The table “Timeline” has them.`}
        width={width}
        height={height}
        viewBox={`0 0 ${Math.max(1, width)} ${height}`}
        className="block h-auto max-w-full text-[11px]"
      >
        {present.map(({ kind, title, colour }, row) => {
          const middle = (row + 0.5) * rowHeight;
          return (
            <g key={kind}>
              <text x={axisWidth - 8} y={middle + 4} textAnchor="end" className="fill-muted">
                {title}
              </text>
              <line
                x1={axisWidth}
                x2={axisWidth + plot}
                y1={middle}
                y2={middle}
                className="stroke-line"
              />
              <g className={colour}>
                {marks
                  .filter((mark) => mark.kind === kind)
                  .map((mark) => (
                    <Shape key={mark.key} mark={mark} x={x} middle={middle} />
                  ))}
              </g>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function length({ from, to }: Span): number {
  return Math.max(1, to - from);
}

interface ShapeProps {
  mark: Mark;
  x: (ms: number) => number;
  middle: number;
}

/** A bar for a span; for an instant a dot, or a triangle that points to where the person is. */
function Shape({ mark, x, middle }: ShapeProps) {
  const at = x(mark.at);
  const title = <title>{mark.text}</title>;
  if (mark.until !== null) {
    const width = Math.max(3, x(mark.until) - at);
    const bar = (
      <rect
        x={at}
        y={middle - 5}
        width={width}
        height={10}
        rx={2}
        className={mark.kind === 'span' ? 'stroke-surface' : undefined}
      >
        {title}
      </rect>
    );
    return mark.kind === 'span' ? (
      <>
        {bar}
        {width >= letterSpace * mark.text.length && (
          <text x={at + 4} y={middle + 3.5} className="fill-on-accent text-[10px] font-semibold">
            {mark.text}
          </text>
        )}
      </>
    ) : (
      bar
    );
  }
  if (mark.kind === 'people') {
    const way = mark.left === true ? -1 : 1;
    return (
      <path d={`M ${at} ${middle - 6} L ${at + way * 8} ${middle} L ${at} ${middle + 6} Z`}>
        {title}
      </path>
    );
  }
  return (
    <circle cx={at} cy={middle} r={5}>
      {title}
    </circle>
  );
}
