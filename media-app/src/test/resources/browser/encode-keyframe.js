// Encodes a keyframe of VP8 with at least so many bytes, as base64: a picture with more and more rectangles.
async ([width, height, bytes]) => {
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d');
  let encoded = null;
  const encoder = new VideoEncoder({
    output: (chunk) => {
      encoded = new Uint8Array(chunk.byteLength);
      chunk.copyTo(encoded);
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec: 'vp8', width, height, bitrate: 20_000_000, framerate: 30 });
  for (let count = 1; encoded === null || encoded.length < bytes; count++) {
    drawing.fillStyle = `rgb(${(count * 89) % 256}, ${(count * 57) % 256}, ${(count * 31) % 256})`;
    drawing.fillRect((count * 131) % (width - 40), (count * 71) % (height - 30), 40, 30);
    const frame = new VideoFrame(canvas, { timestamp: count * 33_333 });
    encoder.encode(frame, { keyFrame: true });
    frame.close();
    await encoder.flush();
  }
  encoder.close();
  return btoa(String.fromCharCode(...encoded));
};
