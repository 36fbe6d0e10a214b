import type { Measurement } from '../engine/protocol';

/** What the code's age leaves open is no longer the main part of an interval below this, in ms. */
const narrowMs = 20;

/** Why the interval of a valid value is as wide as it is, and what would narrow it. */
export function explainInterval({
  estimateMs,
  estimateUpperMs,
  source,
}: Pick<Measurement, 'estimateMs' | 'estimateUpperMs' | 'source'>): string {
  const unchecked = source === 'GOPRO' ? ' The phone’s clock is not checked.' : '';
  if (estimateUpperMs - estimateMs > narrowMs) {
    return `Few readings so far: hold the code still and large for some seconds to narrow the interval.${unchecked}`;
  }
  return source === 'STAMP'
    ? 'The interval is as narrow as the clocks allow.'
    : `What remains is the delay of the phone’s screen and the camera’s exposure: a brighter room shortens the exposure.${unchecked}`;
}
