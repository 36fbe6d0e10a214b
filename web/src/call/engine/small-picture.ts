/** The shorter side of a small picture, in pixels. */
const lines = 180;

/** How a camera's small picture is encoded. A track that does not tell its size counts as 720p. */
export function smallEncoding(track: MediaStreamTrack | null): RTCRtpEncodingParameters {
  const { width = 1280, height = 720 } = track?.getSettings() ?? {};
  return {
    maxBitrate: 150_000,
    maxFramerate: 15,
    scaleResolutionDownBy: Math.max(1, Math.min(width, height) / lines),
  };
}

/** Adapts the encoder to another track, whose size may differ. */
export async function scaleTo(sender: RTCRtpSender, track: MediaStreamTrack): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding !== undefined) {
    Object.assign(encoding, smallEncoding(track));
    await sender.setParameters(parameters);
  }
}
