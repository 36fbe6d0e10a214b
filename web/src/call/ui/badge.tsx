import { Popover } from 'radix-ui';
import { Fragment, useState } from 'react';
import { sourceNames } from '../../history';
import { formatClock } from '../../ui/time';
import type { Quality } from '../engine/viewer-reporter';
import { GlassToGlassBar } from './glass-to-glass';
import { explainInterval } from './interval';
import {
  cameraDelay,
  clockKey,
  withPlusMinus,
  type Recent,
  type TimedMeasurement,
} from '../engine/latency';
import { LatencyFigure, useShownLatency } from './shown-latency';
import { Sparkline } from './sparkline';
import type { Store } from '../engine/store';

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
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
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
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={8}
          collisionPadding={12}
          aria-label={`Latency of ${name}`}
          className="z-50 max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto rounded-xl border border-line bg-surface p-4 text-sm text-ink shadow-lg"
        >
          <div className="flex flex-col gap-3">
            <Details
              newest={newest}
              recent={shown.filter((one) => clockKey(one) === clockKey(newest))}
            />
            <OtherClocks newest={newest} others={others} />
            {quality !== undefined && <GlassToGlassBar quality={quality} />}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const isLoop = ({ source }: TimedMeasurement) => source === 'PAIR';

function Details({ newest, recent }: { newest: TimedMeasurement; recent: Recent }) {
  const { estimateLowerMs, estimateUpperMs, source, zone, validity, arrivedAt } = newest;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs font-medium text-muted">
        {source === 'PAIR' ? 'Loop between the two codes' : 'Camera to server'}
      </p>
      <p className="-mt-2 text-2xl font-semibold tabular-nums">{withPlusMinus(newest)}</p>
      {validity === 'VALID' && (
        <Sparkline recent={recent.filter((one) => one.validity === 'VALID')} />
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 [&_dd]:text-right [&_dd]:tabular-nums [&_dt]:text-muted">
        <dt>Between</dt>
        <dd>
          {Math.floor(estimateLowerMs)} and {Math.ceil(estimateUpperMs)} ms
        </dd>
        <dt>Clock</dt>
        <dd>{sourceNames[source]}</dd>
        <dt>Time zone</dt>
        <dd>{zone === 'ZONED' ? 'In the code' : 'Inferred'}</dd>
        <dt>Frame arrived</dt>
        <dd>{formatClock(arrivedAt)}</dd>
      </dl>
      {validity === 'VALID' ? (
        <p className="text-xs text-muted">{explainInterval(newest)}</p>
      ) : (
        <p className="rounded-lg bg-warn-soft px-3 py-2">{explanations[validity]}</p>
      )}
    </div>
  );
}

/** The other clocks in the picture, and what follows from two of them. */
function OtherClocks({
  newest,
  others,
}: {
  newest: TimedMeasurement;
  others: readonly TimedMeasurement[];
}) {
  if (others.length === 0) {
    return null;
  }
  const delay = cameraDelay([newest, ...others]);
  return (
    <section aria-label="Other clocks in the picture" className="border-t border-line pt-3">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 [&_dd]:text-right [&_dd]:tabular-nums [&_dt]:text-muted">
        {others.map((one) => (
          <Fragment key={clockKey(one)}>
            <dt>
              {sourceNames[one.source]}
              {one.clockId === null ? '' : ` ${one.clockId}`}
              {one.clockNumber === 1 ? '' : ` (no. ${one.clockNumber})`}
            </dt>
            <dd>{withPlusMinus(one)}</dd>
          </Fragment>
        ))}
        {delay !== null && (
          <>
            <dt>The camera’s own delay</dt>
            <dd>{withPlusMinus(delay)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

const explanations = {
  IMPLAUSIBLE:
    'Implausible: the value is higher than this connection allows. Either the phone’s clock is behind or the video is delayed. The value is excluded from statistics.',
  CLOCK_FAULT:
    'Wrong clock: the value is negative, or a synchronised clock contradicts it. The value is excluded from statistics.',
};
