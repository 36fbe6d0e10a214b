import { facingOf } from '../engine/devices';
import { StoredSwitch } from './stored-switch';
import { useStore } from './use-store';

/** Whether the person wants to see the own camera mirrored. Others never do. */
export const mirroredOwnVideo = new StoredSwitch('chattycat.mirror');

/** Whether the preview of this camera is mirrored. That of the camera at the back of a phone never is. */
export function useMirrored(camera: MediaStreamTrack | null): boolean {
  const wanted = useStore(mirroredOwnVideo);
  return wanted && facingOf(camera) === 'user';
}
