const width = 112;
const height = 32;
const margin = 3;
/** A smaller range than this, in ms, is not stretched to the whole height: noise would look like a change. */
const leastRangeMs = 20;

interface LatencyLineProps {
  /** Medians in the order of time, in ms; null where nothing was measured. */
  values: readonly (number | null)[];
}

/** The latency over a meeting as a small line. */
export function LatencyLine({ values }: LatencyLineProps) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const range = Math.max(leastRangeMs, high - low);
  const middle = (low + high) / 2;
  const x = (index: number) => margin + ((width - 2 * margin) * (index + 0.5)) / values.length;
  const y = (value: number) => height / 2 - ((value - middle) / range) * (height - 2 * margin);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="mark h-8 w-28 shrink-0 text-accent"
      role="img"
      aria-label={`Latency during the meeting: ${Math.round(low)} to ${Math.round(high)} ms`}
    >
      {runs(values).map(({ start, part }) => (
        <path
          key={start}
          // A single value is a dot: a line of no length with round ends.
          d={`M${part.map((value, offset) => `${x(start + offset).toFixed(1)} ${y(value).toFixed(1)}`).join('L')}${part.length === 1 ? 'h0' : ''}`}
          fill="none"
          stroke="currentColor"
          strokeWidth={part.length === 1 ? 3 : 1.5}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
    </svg>
  );
}

interface Run {
  start: number;
  part: number[];
}

/** The values without the gaps between them. */
function runs(values: readonly (number | null)[]): Run[] {
  const found: Run[] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last !== undefined && last.start + last.part.length === index) {
      last.part.push(value);
    } else {
      found.push({ start: index, part: [value] });
    }
  });
  return found;
}
