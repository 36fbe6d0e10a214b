import type { SeenState } from '../../engine/protocol';
import type { SeenCodes } from '../../engine/seen-codes';

/** On the outline, in a word or two. */
export const codeLabels: Record<SeenState, string> = {
  FOUND: 'Found',
  TOO_SMALL: 'Too small',
  GLARE: 'Glare',
  HOLD_STILL: 'Hold still',
  OTHER_TEXT: 'Not a clock',
  OTHERS_CLOCK: 'Somebody else’s clock',
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
  OTHERS_CLOCK: {
    title: 'This clock belongs to somebody else',
    hint: 'Scan the code of step 1 with a phone, and show what it opens.',
    good: false,
  },
  OTHER_TEXT: {
    title: 'This code is not a clock',
    hint: 'Scan the code of step 1 with the phone, and show what it opens.',
    good: false,
  },
};

const stampRead: SeenSentence = {
  title: 'Stamp clock read',
  hint: 'The latency is measured all the time.',
  good: true,
};

/** What counts most, first. */
const order: readonly SeenState[] = [
  'SECOND_CODE',
  'FOUND',
  'TOO_SMALL',
  'GLARE',
  'HOLD_STILL',
  'FAST_PAGE',
  'OTHERS_CLOCK',
  'OTHER_TEXT',
];

/** Of which kinds of clocks a value came in the last seconds. */
interface Measured {
  filmed: boolean;
  stamped: boolean;
}

/**
 * What the worker sees in the own picture, in one sentence.
 *
 * @param codes those that the camera films: without the page's own stamp
 */
export function describeSeen(codes: SeenCodes, { filmed, stamped }: Measured): SeenSentence {
  const states = new Set(codes.map(({ state }) => state));
  const first = order.find((state) => states.has(state));
  if (first !== undefined && (sentences[first].good || !filmed)) {
    return sentences[first];
  }
  if (filmed) {
    return sentences.FOUND;
  }
  return stamped
    ? stampRead
    : { title: 'No code in sight', hint: 'Hold the phone up to the camera.', good: false };
}
