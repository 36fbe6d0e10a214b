/** Why this browser cannot take part in calls on this page. */
export type Obstacle =
  /** The page was not loaded over HTTPS or from localhost. Browsers then hide cameras and microphones. */
  | 'insecure'
  /** The browser has no WebRTC, or it is turned off. */
  | 'noWebRtc';

/** Null where calls are possible. */
export function obstacle(): Obstacle | null {
  // Both may be undefined, despite their types.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!('RTCPeerConnection' in globalThis)) return 'noWebRtc';
  if (devices !== undefined) return null;
  return isSecureContext ? 'noWebRtc' : 'insecure';
}
