import { stampInWorker } from './stamp-in-worker';
import type { Shows } from './stamp-messages';
import { stampOnCanvas } from './stamp-on-canvas';
import type { StampSettings } from './stamp-painter';

/**
 * How frames get their stamp: in a worker that makes the track (`generator`), in a worker that is given streams of frames
 * (`streams`), or on a canvas of the page.
 */
export type StampPath = 'generator' | 'streams' | 'canvas';

/** A camera's track with a stamp in each frame. The camera's own track stays as it is. */
export interface StampedTrack {
  readonly path: StampPath;
  readonly track: MediaStreamTrack;
  /** Which instant the stamp shows now. */
  readonly shows: Shows;
  change(settings: StampSettings): void;
  /** Releases every frame, track and thread of its own. */
  stop(): void;
}

/**
 * Stamps a camera's frames by the best way that the browser has.
 *
 * @param onShows called when `shows` has changed
 */
export async function stampTrack(
  camera: MediaStreamTrack,
  settings: StampSettings,
  onShows: () => void,
): Promise<StampedTrack> {
  return (
    (await stampInWorker(camera, settings, onShows)) ?? stampOnCanvas(camera, settings, onShows)
  );
}
