import type { ReactNode } from 'react';

/** Small drawings of the three steps. The words beside them say the same. */
function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 64 48"
      fill="none"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="h-12 w-16 shrink-0 stroke-muted"
    >
      {children}
    </svg>
  );
}

/** A phone's outline with its left upper corner at a point. */
function Phone({ x, y }: { x: number; y: number }) {
  return <rect x={x} y={y} width={16} height={28} rx={3} className="fill-surface stroke-ink" />;
}

function Code({ x, y, side }: { x: number; y: number; side: number }) {
  const unit = side / 7;
  return (
    <g className="fill-ink" stroke="none">
      {[
        [0, 0],
        [4, 0],
        [0, 4],
      ].map(([column = 0, row = 0]) => (
        <rect
          key={`${column} ${row}`}
          x={x + column * unit}
          y={y + row * unit}
          width={3 * unit}
          height={3 * unit}
        />
      ))}
      <rect x={x + 4.5 * unit} y={y + 4.5 * unit} width={unit} height={unit} />
      <rect x={x + 6 * unit} y={y + 6 * unit} width={unit} height={unit} />
    </g>
  );
}

/** A phone scans the code on the screen. */
export function ScanDrawing() {
  return (
    <Drawing>
      <rect x={2} y={8} width={32} height={24} rx={3} />
      <path d="M12 38h12M18 32v6" />
      <Code x={11} y={13} side={14} />
      <path d="M38 20h4" strokeDasharray="1 4" className="stroke-accent" />
      <Phone x={45} y={10} />
    </Drawing>
  );
}

/** The phone shows its code to the camera above the screen. */
export function HoldDrawing() {
  return (
    <Drawing>
      <rect x={2} y={12} width={28} height={22} rx={3} />
      <path d="M10 40h12M16 34v6" />
      <circle cx={16} cy={7} r={3} className="stroke-accent" />
      <path d="M22 8l16 4M22 6l16 -2" strokeDasharray="1 4" className="stroke-accent" />
      <Phone x={43} y={4} />
      <Code x={46} y={9} side={10} />
      <path d="M46 32v8M56 32v8" />
    </Drawing>
  );
}

/** A number appears on the picture. */
export function NumberDrawing() {
  return (
    <Drawing>
      <rect x={4} y={6} width={56} height={36} rx={4} />
      <circle cx={24} cy={22} r={5} />
      <path d="M14 38c1-7 5-9 10-9s9 2 10 9" />
      <rect x={36} y={10} width={20} height={9} rx={4.5} className="fill-accent" stroke="none" />
      <path d="M42 14.500h9" className="stroke-on-accent" />
    </Drawing>
  );
}
