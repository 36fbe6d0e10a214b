import { lineColour } from './lane-options';
import { spanLabel } from './marked-spans';
import { useColourScheme } from './use-colours';

/** The letter of a compared span, with a bar in the colour of its curves. */
export function SpanBadge({ index }: { index: number }) {
  const scheme = useColourScheme();
  return (
    <span className="inline-flex items-center gap-2 font-semibold">
      <svg aria-hidden width={16} height={4}>
        <rect width={16} height={4} rx={2} fill={lineColour(index, scheme)} />
      </svg>
      {spanLabel(index)}
    </span>
  );
}
