import { capturedAt, silentVideo } from './capture-times';
import type { Shows } from './stamp-messages';
import { StampPainter, type StampSettings } from './stamp-painter';
import type { StampedTrack } from './stamped-track';

/**
 * Stamps a camera's frames on a canvas of the page: what every browser can do.
 *
 * @throws Error if the browser cannot
 */
export function stampOnCanvas(
  camera: MediaStreamTrack,
  settings: StampSettings,
  onShows: () => void,
): StampedTrack {
  const painter = new StampPainter(settings);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) {
    throw new Error('there is no canvas');
  }
  const video = silentVideo(camera);
  let shows: Shows = 'drawing';
  let handle = 0;
  const next = () => {
    handle = video.requestVideoFrameCallback((_, told) => {
      const size = { width: video.videoWidth, height: video.videoHeight };
      if (canvas.width !== size.width || canvas.height !== size.height) {
        canvas.width = size.width;
        canvas.height = size.height;
      }
      context.drawImage(video, 0, 0);
      const capturedMs = capturedAt(told);
      painter.paint(context, size, capturedMs ?? performance.timeOrigin + performance.now());
      const now = capturedMs === null ? 'drawing' : 'capture';
      if (now !== shows) {
        shows = now;
        onShows();
      }
      next();
    });
  };
  next();
  const [track] = canvas.captureStream().getVideoTracks();
  if (track === undefined) {
    throw new Error('a canvas has a video track');
  }
  return {
    path: 'canvas',
    track,
    get shows() {
      return shows;
    },
    change(changed) {
      painter.settings = changed;
    },
    stop() {
      video.cancelVideoFrameCallback(handle);
      video.srcObject = null;
      track.stop();
    },
  };
}
