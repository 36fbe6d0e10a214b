import { Store } from '../engine/store';

const key = 'chattycat.mirror';

/** Whether the person sees the own camera mirrored. Others never do. */
export const mirroredOwnVideo = new Store(localStorage.getItem(key) !== 'off');

export function mirrorOwnVideo(mirrored: boolean): void {
  localStorage.setItem(key, mirrored ? 'on' : 'off');
  mirroredOwnVideo.set(mirrored);
}
