import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { Store } from '../../engine/store';
import type { SeenCodes } from '../../engine/seen-codes';
import {
  cameraDelay,
  visibleClocks,
  withPlusMinus,
  type TimedMeasurement,
} from '../../engine/latency';
import { useStore } from '../use-store';
import { describeSeen } from './seen-state';

/** People cannot read a number that changes more often than this, in ms. */
const redrawMs = 200;
const nothingSeen = new Store<SeenCodes>([]);
const nothingMeasured: readonly TimedMeasurement[] = [];

interface LiveStateProps {
  call: Call;
  /** The own camera; null while it is off. */
  publicationId: string | null;
}

/** What the worker sees in the own picture right now, and what it measures. */
export function LiveState({ call, publicationId }: LiveStateProps) {
  const { own, phase, mediaServerAway } = useStore(call.state);
  const codes = useStore(publicationId === null ? nothingSeen : call.seen.of(publicationId));
  const { clockId } = useStore(call.stamp.state);
  const [clocks, setClocks] = useState(nothingMeasured);
  /** Announced once; the number itself changes too often. */
  const [first, setFirst] = useState<number | null>(null);
  useEffect(() => {
    if (publicationId === null) return;
    const timer = setInterval(() => {
      // The one that has been visible for longest comes first, as on the badge.
      const current = visibleClocks(call.latency.of(publicationId).get()).filter(
        ({ source }) => source !== 'PAIR',
      );
      setClocks(current.length === 0 ? nothingMeasured : current);
      const shown = current[0];
      if (shown !== undefined) setFirst((before) => before ?? Math.round(shown.estimateMs));
    }, redrawMs);
    return () => {
      clearInterval(timer);
    };
  }, [call, publicationId]);

  if (own.camera !== 'on') {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status">Your camera is off.</p>
        <Button
          disabled={own.camera === 'starting'}
          onClick={() => {
            void call.own.startVideo();
          }}
        >
          Turn the camera on
        </Button>
      </div>
    );
  }
  if (phase === 'reconnecting' || mediaServerAway) {
    return (
      <p role="status" className="flex items-start gap-2">
        <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span>
          <span className="font-medium">Measuring is paused.</span>{' '}
          <span className="text-muted">
            {phase === 'reconnecting'
              ? 'The connection is being restored.'
              : 'The media server is not responding.'}
          </span>
        </span>
      </p>
    );
  }
  const newest = clocks[0];
  const delay = cameraDelay(clocks);
  // The person knows about the stamp; what is said is about the phone.
  const others = codes.filter((code) => clockId === null || code.clockId !== clockId);
  const { title, hint, good } = describeSeen(others, {
    filmed: clocks.some(({ source }) => source !== 'STAMP'),
    stamped: clocks.some(({ source }) => source === 'STAMP'),
  });
  const Icon = good ? CircleCheck : others.length > 0 ? TriangleAlert : CircleDashed;
  const tone = good ? 'text-accent' : others.length > 0 ? 'text-warn' : 'text-muted';
  return (
    <div className="flex items-center justify-between gap-3">
      <div role="status" className="flex min-w-0 items-start gap-2">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
        <p className="min-w-0 text-pretty">
          <span className="font-medium">{title}.</span> <span className="text-muted">{hint}</span>
          {first !== null && <span className="sr-only"> First value: {first} ms.</span>}
        </p>
      </div>
      {newest !== undefined && (
        <div className="shrink-0 text-right tabular-nums">
          <p className="text-xl font-semibold">
            <span className="sr-only">Camera to server: </span>
            <span>{withPlusMinus(newest)}</span>
          </p>
          {delay !== null && (
            <p className="text-xs text-muted">camera’s own delay {withPlusMinus(delay)}</p>
          )}
        </div>
      )}
    </div>
  );
}
