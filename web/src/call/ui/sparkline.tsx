import { recentMs, type Recent } from '../engine/latency';

const width = 256;
const height = 48;
/** A pause longer than this, in ms, is a gap in the line. */
const gapMs = 1500;

/** The latency of one publication over the last minute. */
export function Sparkline({ recent }: { recent: Recent }) {
  const end = recent.at(-1)?.receivedAt ?? 0;
  const values = recent.map((one) => one.estimateMs);
  const low = Math.min(...values);
  const range = Math.max(20, Math.max(...values) - low);
  const path = recent
    .map(({ receivedAt, estimateMs }, index) => {
      const x = width * (1 - (end - receivedAt) / recentMs);
      const y = height - 3 - ((estimateMs - low) / range) * (height - 6);
      const before = recent[index - 1];
      const starts = before === undefined || receivedAt - before.receivedAt > gapMs;
      return `${starts ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="h-12 w-full rounded-md bg-raised text-accent"
      role="img"
      aria-label={`Latency over the last minute: ${low.toFixed(0)} to ${Math.max(...values).toFixed(0)} ms`}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
