import type { Measurement } from '../engine/protocol';

/** Below this width, in ms, the age of the code is no longer the main part of the range. */
const narrowMs = 20;

/** Explains the width of a valid value's range, and what would narrow it. */
export function explainInterval({
  estimateMs,
  estimateUpperMs,
  source,
}: Pick<Measurement, 'estimateMs' | 'estimateUpperMs' | 'source'>): string {
  const unchecked = source === 'GOPRO' ? ' The phone’s clock has not been verified.' : '';
  if (estimateUpperMs - estimateMs > narrowMs) {
    return `Only a few readings so far. Hold the code still and close to the camera for a few seconds to narrow the range.${unchecked}`;
  }
  return source === 'STAMP'
    ? 'The range is as narrow as the clocks allow.'
    : `The rest is the delay of the phone’s screen and the camera’s exposure time. A brighter room shortens the exposure.${unchecked}`;
}
