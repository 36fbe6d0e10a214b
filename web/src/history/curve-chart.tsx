import { useRef } from 'react';
import { useSize } from '../ui/use-size';
import { ChartMenu } from './chart-menu';
import { roundTicks, type Curve } from './distribution';
import { lineColour } from './lane-options';
import { latencyThresholds } from './lanes';
import { svgText } from './chart-files';
import { resolveColour, useColourScheme } from './use-colours';

const height = 220;
const left = 48;
const right = 12;
const top = 12;
const bottom = 28;
/** Room for a label such as 1,200 ms. */
const labelSpace = 80;

export interface NamedCurve {
  key: string;
  name: string;
  colour: number;
  points: Curve;
}

interface CurveChartProps {
  title: string;
  /** A sentence about what it shows, for screen readers. */
  description: string;
  curves: readonly NamedCurve[];
  /** The latencies that are shown, in ms. */
  range: readonly [number, number];
  /** Whether the areas below the curves are filled. */
  filled: boolean;
}

/** Curves over the latency, with the thresholds of conversations. */
export function CurveChart({ title, description, curves, range, filled }: CurveChartProps) {
  const { ref, width } = useSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const scheme = useColourScheme();
  const [from, to] = range;
  const most = Math.max(1e-6, ...curves.flatMap(({ points }) => points.map(([, share]) => share)));
  const highest = filled ? 1.1 * most : 1;
  const plot = Math.max(1, width - left - right);
  const x = (ms: number) => left + (plot * (Math.min(Math.max(ms, from), to) - from)) / (to - from);
  const y = (share: number) => top + (height - top - bottom) * (1 - share / highest);
  const path = (points: Curve) =>
    points
      .filter(([ms], index) => {
        const next = points[index + 1]?.[0] ?? ms;
        const before = points[index - 1]?.[0] ?? ms;
        return next >= from && before <= to;
      })
      .map(
        ([ms, share], index) =>
          `${index === 0 ? 'M' : 'L'} ${x(ms).toFixed(1)} ${y(share).toFixed(1)}`,
      )
      .join(' ');
  return (
    <figure ref={ref} className="min-w-0 break-inside-avoid">
      <figcaption className="flex items-center justify-between gap-2 text-xs font-medium">
        {title}
        <ChartMenu
          title={title}
          svg={() =>
            svg.current === null
              ? null
              : svgText(svg.current, [
                  { text: title, colour: resolveColour('ink') },
                  ...curves.map(({ name, colour }) => ({
                    text: name,
                    colour: lineColour(colour, scheme),
                  })),
                ])
          }
        />
      </figcaption>
      <svg
        ref={svg}
        role="img"
        aria-label={description}
        width={Math.max(1, width)}
        height={height}
        viewBox={`0 0 ${Math.max(1, width)} ${height}`}
        className="block h-auto max-w-full text-xs"
      >
        {roundTicks(0, highest, 4).map((share) => (
          <g key={share}>
            <line x1={left} x2={left + plot} y1={y(share)} y2={y(share)} className="stroke-line" />
            <text x={left - 8} y={y(share) + 4} textAnchor="end" className="fill-muted">
              {(100 * share).toLocaleString(undefined, { maximumFractionDigits: 1 })} %
            </text>
          </g>
        ))}
        {roundTicks(from, to, Math.max(2, plot / labelSpace)).map((ms) => (
          <text
            key={ms}
            x={x(ms)}
            y={height - 8}
            textAnchor={x(ms) > width - labelSpace / 3 ? 'end' : 'middle'}
            className="fill-muted"
          >
            {ms.toLocaleString()} ms
          </text>
        ))}
        {latencyThresholds
          .filter((ms) => ms > from && ms < to)
          .map((ms) => (
            <line
              key={ms}
              x1={x(ms)}
              x2={x(ms)}
              y1={top}
              y2={height - bottom}
              strokeDasharray="4 4"
              className="stroke-warn"
            />
          ))}
        {curves.map(({ key, colour, points }) => (
          <path
            key={key}
            d={path(points)}
            fill={filled ? lineColour(colour, scheme) : 'none'}
            fillOpacity={0.2}
            stroke={lineColour(colour, scheme)}
            strokeWidth={1.5}
          />
        ))}
      </svg>
    </figure>
  );
}
