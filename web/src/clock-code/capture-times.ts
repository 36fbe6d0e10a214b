/** Capture times that are sampled from one camera: two seconds at 30 fps. */
const samples = 60;

/** What `requestVideoFrameCallback` tells about a frame; browsers that do not know when it was captured omit it. */
type Told = Pick<VideoFrameCallbackMetadata, 'captureTime'>;

/** When a frame was captured by the page's clock, in ms since 1970; null where the browser does not tell. */
export function capturedAt({ captureTime }: Told): number | null {
  return captureTime === undefined ? null : performance.timeOrigin + captureTime;
}

/**
 * Plays a camera for about two seconds, and tells when its frames were captured, where the browser knows.
 *
 * @param each is given a time in ms since 1970
 * @returns ends it early
 */
export function sampleCaptureTimes(
  camera: MediaStreamTrack,
  each: (atMs: number) => void,
): () => void {
  const video = silentVideo(camera);
  let left = samples;
  let handle = 0;
  const end = () => {
    video.cancelVideoFrameCallback(handle);
    video.srcObject = null;
  };
  const next = () => {
    handle = video.requestVideoFrameCallback((_, told) => {
      const atMs = capturedAt(told);
      if (atMs !== null) each(atMs);
      if (--left > 0) {
        next();
      } else {
        end();
      }
    });
  };
  next();
  return end;
}

/** A video that plays a camera, outside the page. */
export function silentVideo(camera: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([camera]);
  // Rejected where it is released at once.
  video.play().catch(() => undefined);
  return video;
}
