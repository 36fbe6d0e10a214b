import type { Measurement } from '../engine/measurement';

/** Up to this ±, in ms, the age of the code is not the main part of the range: the phone's screen alone makes about 25. */
const narrowMs = 35;

/** Explains the width of a valid value's range, and what would narrow it. */
export function explainInterval({
  plusMinusMs,
  source,
}: Pick<Measurement, 'plusMinusMs' | 'source'>): string {
  const unchecked =
    source === 'GOPRO'
      ? ' The error of the phone’s own clock is unknown and not part of the range.'
      : '';
  if (source === 'PAIR') {
    return 'The difference of the two codes in the same frame. It does not depend on any clock being right.';
  }
  if (plusMinusMs === null || plusMinusMs > narrowMs) {
    return `Only a few readings so far. Hold the code still and close to the camera for a few seconds to narrow the range.${unchecked}`;
  }
  return source === 'STAMP'
    ? 'The range is as narrow as the clocks allow.'
    : `The rest is the delay of the phone’s screen and the camera’s exposure time. A brighter room shortens the exposure.${unchecked}`;
}
