import { useEffect, useRef } from 'react';
import { openLevel } from '../engine/audio-level';

/** Between two readings of the level, in ms. */
const pollMs = 80;
/** The root mean square of a voice close to a microphone, which fills the bar. */
const loud = 0.2;

/** Shows the level of a microphone as a moving bar, so that people see that the right one is on. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const level = openLevel(track);
    const timer = setInterval(() => {
      const part = Math.min(1, level.read() / loud);
      bar.current?.style.setProperty('transform', `scaleX(${part.toFixed(2)})`);
    }, pollMs);
    return () => {
      clearInterval(timer);
      level.close();
    };
  }, [track]);
  return (
    <span
      aria-hidden
      className="block h-1.5 overflow-hidden rounded-full border border-transparent bg-raised"
    >
      <span ref={bar} className="mark block size-full origin-left scale-x-0 bg-accent" />
    </span>
  );
}
