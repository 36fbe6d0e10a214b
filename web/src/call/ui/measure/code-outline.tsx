import type { Call } from '../../engine/call';
import type { SeenCodes } from '../../engine/seen-codes';
import type { Store } from '../../engine/store';
import { useStore } from '../use-store';
import { cornersIn, labelAt } from './outline';
import { codeLabels } from './seen-state';

interface CodeOutlineProps {
  codes: Store<SeenCodes>;
  /** Of the picture, in pixels. */
  size: { width: number; height: number };
  mirrored: boolean;
  /** The id of the page's own stamp, which its preview does not show; null for none. */
  stampId: string | null;
}

/** Outlines the codes that the camera of this page films, over its preview. */
export function OwnCodes({
  call,
  publicationId,
  size,
}: Pick<CodeOutlineProps, 'size'> & { call: Call; publicationId: string }) {
  const { clockId } = useStore(call.stamp.state);
  return <CodeOutline codes={call.seen.of(publicationId)} size={size} mirrored stampId={clockId} />;
}

/** Outlines the codes that the worker sees, over a picture that fills its tile. The panel says the same in words. */
export function CodeOutline({ codes, size, mirrored, stampId }: CodeOutlineProps) {
  const seen = useStore(codes).filter(({ clockId }) => stampId === null || clockId !== stampId);
  const { width, height } = size;
  const fontSize = Math.min(width, height) / 22;
  return (
    <svg
      aria-hidden
      data-testid="code-outline"
      viewBox={`0 0 ${width} ${height}`}
      // As the picture itself: object-cover.
      preserveAspectRatio="xMidYMid slice"
      className="pointer-events-none absolute inset-0 size-full"
    >
      {seen.map(({ state, corners }, index) => {
        const placed = cornersIn(corners, size, mirrored);
        if (placed === null) return null;
        const points = placed.map((corner) => corner.join(',')).join(' ');
        const good = state === 'FOUND' || state === 'SECOND_CODE';
        return (
          <g key={index}>
            <polygon
              points={points}
              fill="none"
              vectorEffect="non-scaling-stroke"
              strokeLinejoin="round"
              className="stroke-black/60"
              strokeWidth={7}
            />
            <polygon
              points={points}
              fill="none"
              vectorEffect="non-scaling-stroke"
              strokeLinejoin="round"
              strokeDasharray={good ? undefined : '10 7'}
              className={good ? 'stroke-emerald-400' : 'stroke-amber-300'}
              strokeWidth={3.5}
            />
            <text
              {...labelAt(placed, height, fontSize * 1.3)}
              textAnchor="middle"
              fontSize={fontSize}
              fontWeight={600}
              paintOrder="stroke"
              strokeLinejoin="round"
              strokeWidth={fontSize / 4}
              className="fill-white stroke-black/75"
            >
              {codeLabels[state]}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
