import { Fragment } from 'react';
import { sourceNames } from '../../history';
import { formatClock } from '../../ui/time';
import {
  cameraDelay,
  clockKey,
  withPlusMinus,
  type Recent,
  type TimedMeasurement,
} from '../engine/latency';
import type { Store } from '../engine/store';
import type { Quality } from '../engine/viewer-reporter';
import { GlassToGlassBar } from './glass-to-glass';
import { explainInterval } from './interval';
import { Sparkline } from './sparkline';

interface LatencyDetailsProps {
  newest: TimedMeasurement;
  /** The newest values of all other clocks in the picture. */
  others: readonly TimedMeasurement[];
  recent: Recent;
  /** The way from the camera to this screen; undefined for the person's own video. */
  quality: Store<Quality | null> | undefined;
}

/** What is known about the latency of one camera. */
export function LatencyDetails({ newest, others, recent, quality }: LatencyDetailsProps) {
  return (
    <div className="flex flex-col gap-3">
      <Details
        newest={newest}
        recent={recent.filter((one) => clockKey(one) === clockKey(newest))}
      />
      <OtherClocks newest={newest} others={others} />
      {quality !== undefined && <GlassToGlassBar quality={quality} />}
    </div>
  );
}

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
