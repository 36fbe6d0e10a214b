import { clockModules, quietModules } from './code-size';

export interface Size {
  width: number;
  height: number;
}

/** Pixels per module that a worker reads surely, in the encoded picture. */
const leastModulePx = 3;
/** An encoder that is short of bits or of time goes down to this many lines before the stamp stops. */
const leastLines = 360;
/** The share of the picture that a stamp may cover. */
const largestShare = 0.12;

/** The modules of a stamp in each direction, with its quiet zone. */
export const stampModules = clockModules + 2 * quietModules;

/**
 * The pixels per module of a stamp in the captured picture, such that each is at least 3 px wide in the encoded one,
 * and stays so when the encoder goes down to 360 lines.
 *
 * @param encoded the size that the encoder sends; null while it is unknown
 * @returns null where the stamp would cover too much of the picture
 */
export function stampModulePx(captured: Size, encoded: Size | null): number | null {
  const lines = Math.min(captured.width, captured.height);
  const sent = encoded === null ? lines : Math.min(encoded.width, encoded.height);
  const scale = Math.min(1, sent / lines, leastLines / lines);
  const modulePx = Math.ceil(leastModulePx / scale);
  const side = modulePx * stampModules;
  const share = (side * side) / (captured.width * captured.height);
  return share <= largestShare && side <= lines ? modulePx : null;
}
