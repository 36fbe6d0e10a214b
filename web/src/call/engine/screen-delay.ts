import type { DirectValue } from './direct-value';

/**
 * How long a phone's screen takes to show a code that was drawn, in ms: at most, and in the middle. The server allows for the same
 * (`chattycat.worker.measure.display-lag`).
 */
const longestMs = 60;
const middleMs = longestMs / 2;

/** A value of a filmed code, from the light of the phone's screen instead of the instant that the code shows. */
export function sinceLight(value: DirectValue): DirectValue {
  return {
    ...value,
    directMs: value.directMs - middleMs,
    directLowerMs: value.directLowerMs - longestMs,
  };
}
