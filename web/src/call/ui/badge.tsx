import { useState } from 'react';
import { Popover } from '../../ui/popover';
import { clockKey, withPlusMinus, type Recent, type TimedMeasurement } from '../engine/latency';
import type { Store } from '../engine/store';
import type { Quality } from '../engine/viewer-reporter';
import { LatencyDetails } from './on-demand';
import { LatencyFigure, useShownLatency } from './shown-latency';

interface BadgeProps {
  /** Whose latency it is. */
  name: string;
  recent: Store<Recent>;
  /** The way from the camera to this screen; undefined for the person's own video. */
  quality?: Store<Quality | null> | undefined;
}

/** The latency of one camera, on its tile. It disappears two seconds after the clock does. */
export function Badge({ name, recent, quality }: BadgeProps) {
  const [open, setOpen] = useState(false);
  const { recent: shown, age, newest, others } = useShownLatency(recent);
  // Open details stay for the person who is reading them.
  if (newest === undefined || (age === 'gone' && !open)) {
    return null;
  }
  return (
    <Popover
      trigger={
        <button
          type="button"
          aria-live="off"
          data-sample-id={newest.sampleId}
          className={`pointer-events-auto inline-flex min-h-6 items-center gap-1.5 rounded-full border border-transparent bg-black/70 px-2 text-xs font-semibold @xs:min-h-8 @xs:gap-2 @xs:px-3 @xs:text-sm text-white tabular-nums backdrop-blur-sm transition-opacity duration-400 hover:bg-black/85 ${age === 'fresh' ? '' : 'opacity-0'}`}
        >
          <LatencyFigure newest={newest} />
          {others.filter(isLoop).map((loop) => (
            <span
              key={clockKey(loop)}
              className="hidden border-l border-white/40 pl-2 font-normal @3xs:inline"
            >
              loop: {withPlusMinus(loop)}
            </span>
          ))}
        </button>
      }
      label={`Latency of ${name}`}
      open={open}
      onOpenChange={setOpen}
      className="w-72 rounded-xl p-4 text-sm"
    >
      <LatencyDetails newest={newest} others={others} recent={shown} quality={quality} />
    </Popover>
  );
}

const isLoop = ({ source }: TimedMeasurement) => source === 'PAIR';
