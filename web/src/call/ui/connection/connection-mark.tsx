import type { Grade } from '../../engine/connection/connection-judge';
import { gradeName } from '../../engine/connection/connection-text';

const looks: Record<Grade, { bars: number; colour: string }> = {
  good: { bars: 3, colour: 'text-emerald-300' },
  fair: { bars: 2, colour: 'text-amber-300' },
  poor: { bars: 1, colour: 'text-red-300' },
  lost: { bars: 0, colour: 'text-red-300' },
};

/**
 * How good a connection is: bars, and a word where there is room. It stands in the label of a tile, so that it covers
 * nothing. On small tiles there are no bars while the connection is good, so that more of the name is readable. The text
 * begins with the word, and says the reason.
 */
export function ConnectionMark({ grade, text }: { grade: Grade; text: string }) {
  const { bars, colour } = looks[grade];
  return (
    <span
      data-connection={grade}
      title={text}
      className={`pointer-events-auto flex shrink-0 items-center gap-1 ${colour} forced-colors:text-[CanvasText]`}
    >
      <Bars full={bars} className={grade === 'good' ? 'hidden @[10rem]:block' : ''} />
      {/* The text says more than the word, which it begins with. */}
      <span className="sr-only">{text}</span>
      {grade !== 'good' && (
        <span aria-hidden className="hidden @[10rem]:inline">
          {gradeName(grade)}
        </span>
      )}
    </span>
  );
}

/** Three bars, of which the first ones are full; crossed out where none is. */
function Bars({ full, className }: { full: number; className: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      fill="currentColor"
      className={`size-[1.15em] ${className}`}
    >
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 5}
          y={10 - bar * 4}
          width="4"
          height={5 + bar * 4}
          rx="1"
          fillOpacity={bar < full ? 1 : 0.35}
        />
      ))}
      {full === 0 && <path d="M2 2 14 14" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}
