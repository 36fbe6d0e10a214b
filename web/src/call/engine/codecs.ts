/** Offers VP8 first, which the product forwards and measures. The other codecs follow it. */
export function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const isVp8 = (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === 'video/vp8';
  if (codecs.some(isVp8)) {
    transceiver.setCodecPreferences([
      ...codecs.filter(isVp8),
      ...codecs.filter((codec) => !isVp8(codec)),
    ]);
  }
}
