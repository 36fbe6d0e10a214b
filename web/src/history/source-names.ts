import type { Sample } from './samples';

/** The names of the kinds of clocks. */
export const sourceNames: Record<Sample['source'], string> = {
  GOPRO: 'Clock code on a phone',
  OWN: 'Chatty Cat’s clock page',
  STAMP: 'Stamped by the sender’s browser',
  PAIR: 'Two codes in one picture (loop)',
};
