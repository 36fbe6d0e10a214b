import { useSize } from '../ui/use-size';
import { histogramBins } from './histogram-bins';

interface HistogramProps {
  /** What is counted, for screen readers. */
  label: string;
  /** In ms. */
  values: readonly number[];
}

/** Where the width of the page is unknown. */
const usualWidth = 640;
const height = 200;
/** Room for the numbers below and at the left. */
const below = 24;
const left = 36;

/** How often each value occurs. */
export function Histogram({ label, values }: HistogramProps) {
  const { ref, width: shownWidth } = useSize<HTMLElement>();
  const width = shownWidth === 0 ? usualWidth : shownWidth;
  const bins = histogramBins(values);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const step = (width - left) / Math.max(1, bins.length);
  /** A number below each bar would not fit. */
  const every = Math.ceil(bins.length / Math.max(2, Math.floor(width / 80)));
  const first = bins[0];
  return (
    <figure ref={ref} className="mt-4 break-inside-avoid">
      <svg
        role="img"
        aria-label={`${label}: ${bins.map(({ from, to, count }) => `${from} to ${to} ms: ${count}`).join(', ')}`}
        viewBox={`0 0 ${width} ${height + below}`}
        className="w-full max-w-full fill-muted text-[11px] tabular-nums"
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            x1={left}
            x2={width}
            y1={height - share * (height - 12)}
            y2={height - share * (height - 12)}
            className="stroke-line"
          />
        ))}
        <text x={left - 6} y={16} textAnchor="end">
          {most}
        </text>
        <text x={left - 6} y={height} textAnchor="end">
          0
        </text>
        {bins.map(({ from, to, count }, index) => {
          const bar = (count / most) * (height - 12);
          return (
            <rect
              key={from}
              x={left + index * step + 1}
              y={height - bar}
              width={Math.max(1, Math.min(step, 80) - 2)}
              height={bar}
              className="fill-accent"
            >
              <title>{`${from} to ${to} ms: ${count}`}</title>
            </rect>
          );
        })}
        {bins.map(
          ({ from }, index) =>
            index % every === 0 && (
              <text key={from} x={left + index * step + 1} y={height + 16}>
                {from}
              </text>
            ),
        )}
      </svg>
      <figcaption className="text-xs text-muted">
        Frames by difference in ms
        {first !== undefined && `; each bar is ${first.to - first.from} ms wide`}
      </figcaption>
    </figure>
  );
}
