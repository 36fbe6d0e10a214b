import type { Window } from 'happy-dom';

/** Makes the window this large, in CSS pixels, for the rest of the test file; media queries follow. */
export function setViewport(width: number, height: number): void {
  (window as unknown as Window).happyDOM.setViewport({ width, height });
}
