/** What a page opens for itself and may publish together. */
export type CaptureDevice = 'camera' | 'microphone';

/** What is sent: either may be missing, and may come, go or be replaced while the connection stays. */
export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

/** Stops tracks on purpose, so that nobody is told that a device stopped. */
export function stop(...tracks: (MediaStreamTrack | null | undefined)[]): void {
  for (const track of tracks) {
    if (track) {
      track.onended = null;
      track.stop();
    }
  }
}
