import type { CaptureDevice } from './tracks';

/**
 * Whether a device that ended is no longer there, but another one of its kind is.
 *
 * @param gone the settings of its track
 */
export async function hasSubstitute(
  use: CaptureDevice,
  gone: MediaTrackSettings,
): Promise<boolean> {
  const wanted = use === 'camera' ? 'videoinput' : 'audioinput';
  try {
    const all = await navigator.mediaDevices.enumerateDevices();
    const listed = all.filter(({ kind, deviceId }) => kind === wanted && deviceId !== '');
    // Chromium lists "default" as a device of its own. It is the same one as before while its group is.
    const isGone = ({ deviceId, groupId }: MediaDeviceInfo) =>
      deviceId !== gone.deviceId || (gone.groupId !== undefined && groupId !== gone.groupId);
    return listed.length > 0 && listed.every(isGone);
  } catch {
    return false;
  }
}
