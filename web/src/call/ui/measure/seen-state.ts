import type { SeenState } from '../../engine/protocol';
import type { SeenCodes } from '../../engine/seen-codes';

/** On the outline, in a word or two. */
export const codeLabels: Record<SeenState, string> = {
  FOUND: 'Found',
  TOO_SMALL: 'Too small',
  GLARE: 'Glare',
  HOLD_STILL: 'Hold still',
  OTHER_TEXT: 'Not a clock',
  FAST_PAGE: 'Fast page',
  SECOND_CODE: 'Second code',
};

/** What the panel says about the picture. */
export interface SeenSentence {
  title: string;
  hint: string;
  /** The clock is read. */
  good: boolean;
}

const sentences: Record<SeenState, SeenSentence> = {
  FOUND: { title: 'Clock found', hint: 'Keep it in view.', good: true },
  SECOND_CODE: {
    title: 'Two clocks found',
    hint: 'Each clock is measured by itself.',
    good: true,
  },
  TOO_SMALL: { title: 'The code is too small', hint: 'Bring the phone nearer.', good: false },
  GLARE: {
    title: 'Glare on the code',
    hint: 'Tilt the phone a little, or turn its brightness down.',
    good: false,
  },
  HOLD_STILL: {
    title: 'Hold still',
    hint: 'Keep the code sharp and uncovered, or put the phone down.',
    good: false,
  },
  FAST_PAGE: {
    title: 'This is GoPro’s Fast page',
    hint: 'It does not show the exact time. Open Local instead.',
    good: false,
  },
  OTHER_TEXT: {
    title: 'This code is not a clock',
    hint: 'Scan the code of step 1 with the phone, and show what it opens.',
    good: false,
  },
};

/** What counts most, first. */
const order: readonly SeenState[] = [
  'SECOND_CODE',
  'FOUND',
  'TOO_SMALL',
  'GLARE',
  'HOLD_STILL',
  'FAST_PAGE',
  'OTHER_TEXT',
];

/**
 * What the worker sees in the own picture, in one sentence.
 *
 * @param measured a value came in the last seconds
 */
export function describeSeen(codes: SeenCodes, measured: boolean): SeenSentence {
  const states = new Set(codes.map(({ state }) => state));
  const first = order.find((state) => states.has(state));
  if (first !== undefined && (sentences[first].good || !measured)) {
    return sentences[first];
  }
  return measured
    ? sentences.FOUND
    : { title: 'No code in sight', hint: 'Hold the phone up to the camera.', good: false };
}
