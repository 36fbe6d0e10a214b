import { useEffect, useRef } from 'react';

/** Between two readings of the level, in ms. */
const pollMs = 80;
/** The root mean square of a voice close to a microphone, which fills the bar. */
const loud = 0.2;

/** Shows the level of a microphone as a moving bar, so that people see that the right one is on. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      const level = Math.min(1, Math.sqrt(power) / loud);
      bar.current?.style.setProperty('transform', `scaleX(${level.toFixed(2)})`);
    }, pollMs);
    return () => {
      clearInterval(timer);
      // It rejects only if it is closed already.
      context.close().catch(() => undefined);
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
