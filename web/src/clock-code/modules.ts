import { correction, generate, mode } from 'lean-qr';

/** The modules of a QR code without its quiet zone. */
export interface Modules {
  /** In each direction. */
  readonly size: number;
  /** Whether the module in a column and a row is dark. */
  get(x: number, y: number): boolean;
}

/**
 * Always the same version and mask, so that only the data changes from one text to the next. Of 600 texts, ZXing misses
 * none with this mask and 21 with mask 2, which makes patterns that look like finders.
 */
const clockForm = {
  minVersion: 3,
  maxVersion: 3,
  minCorrectionLevel: correction.M,
  maxCorrectionLevel: correction.M,
  mask: 4,
  modes: [mode.ascii],
} as const;

/**
 * The code of a clock text: version 3 with medium correction, which a text of up to 42 characters fits.
 *
 * @throws Error if the text is longer or not ASCII
 */
export function clockCode(text: string): Modules {
  return generate(text, clockForm);
}

/** The code of a link, as small as it gets with medium correction. */
export function linkCode(url: string): Modules {
  return generate(url, { minCorrectionLevel: correction.M });
}
