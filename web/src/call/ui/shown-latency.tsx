import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  gradeOf,
  staleMs,
  visibleClocks,
  withPlusMinus,
  type Recent,
  type TimedMeasurement,
} from '../engine/latency';
import type { Store } from '../engine/store';

/** People cannot read a number that changes more often than this, in ms. */
const redrawMs = 200;
/** How long a stale value takes to fade, in ms. */
const fadeMs = 400;

const tones = {
  good: 'bg-emerald-400',
  acceptable: 'bg-amber-300',
  high: 'bg-red-400',
} as const;

/** The latency of one camera, as it is shown at the moment. */
export interface ShownLatency {
  recent: Recent;
  age: 'fresh' | 'fading' | 'gone';
  /** The newest value of the clock that has been visible for longest; undefined before the first. */
  newest: TimedMeasurement | undefined;
  /** The newest values of all other clocks in the picture. */
  others: readonly TimedMeasurement[];
}

/** Follows the measurements of one publication. The value fades two seconds after the clock has gone. */
export function useShownLatency(recent: Store<Recent>): ShownLatency {
  const [shown, setShown] = useState<Recent>([]);
  const [age, setAge] = useState<ShownLatency['age']>('gone');
  useEffect(() => {
    const timer = setInterval(() => {
      const newest = recent.get().at(-1);
      const sinceMs = newest === undefined ? Infinity : Date.now() - newest.receivedAt;
      setAge(sinceMs < staleMs ? 'fresh' : sinceMs < staleMs + fadeMs ? 'fading' : 'gone');
      if (sinceMs < staleMs) {
        setShown(recent.get());
      }
    }, redrawMs);
    return () => {
      clearInterval(timer);
    };
  }, [recent]);
  const last = shown.at(-1);
  const clocks = last === undefined ? [] : visibleClocks(shown, last.receivedAt);
  const newest = clocks.find((one) => one.source !== 'PAIR') ?? last;
  return { recent: shown, age, newest, others: clocks.filter((one) => one !== newest) };
}

/** "212 ms" after a mark of its quality. */
export function LatencyFigure({ newest }: { newest: TimedMeasurement }) {
  return (
    <>
      {newest.validity !== 'VALID' ? (
        <TriangleAlert aria-hidden className="size-3.5 text-amber-300" />
      ) : (
        <span
          aria-hidden
          className={`mark size-2 rounded-full ${tones[gradeOf(Math.round(newest.estimateMs))]}`}
        />
      )}
      {newest.source === 'PAIR' && 'loop: '}
      {newest.source === 'PAIR' ? withPlusMinus(newest) : `${Math.round(newest.estimateMs)} ms`}
    </>
  );
}
