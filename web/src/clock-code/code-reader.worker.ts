// Reads one QR code in each picture that it is sent, in a thread of its own, and answers in the same order.
import jsQR from 'jsqr';

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The part of a code's width that it may move by between two pictures. */
const margin = 0.5;

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });
/** Where the last code was: looking there costs a tenth of looking everywhere. */
let last: Place | null = null;

onmessage = ({ data }: MessageEvent<ImageBitmap>) => {
  let text: string | null = null;
  if (context !== null) {
    canvas.width = data.width;
    canvas.height = data.height;
    context.drawImage(data, 0, 0);
    const whole = { x: 0, y: 0, width: data.width, height: data.height };
    text = (last === null ? null : read(context, around(last, whole))) ?? read(context, whole);
  }
  data.close();
  postMessage(text);
};

function read(from: OffscreenCanvasRenderingContext2D, place: Place): string | null {
  const { data, width, height } = from.getImageData(place.x, place.y, place.width, place.height);
  const found = jsQR(data, width, height, { inversionAttempts: 'dontInvert' });
  if (found === null) {
    last = null;
    return null;
  }
  const { topLeftCorner, topRightCorner, bottomLeftCorner, bottomRightCorner } = found.location;
  const corners = [topLeftCorner, topRightCorner, bottomLeftCorner, bottomRightCorner];
  const left = Math.min(...corners.map(({ x }) => x));
  const top = Math.min(...corners.map(({ y }) => y));
  last = {
    x: place.x + left,
    y: place.y + top,
    width: Math.max(...corners.map(({ x }) => x)) - left,
    height: Math.max(...corners.map(({ y }) => y)) - top,
  };
  return found.data;
}

function around({ x, y, width, height }: Place, whole: Place): Place {
  const left = Math.max(0, Math.floor(x - width * margin));
  const top = Math.max(0, Math.floor(y - height * margin));
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(whole.width, Math.ceil(x + width * (1 + margin))) - left),
    height: Math.max(1, Math.min(whole.height, Math.ceil(y + height * (1 + margin))) - top),
  };
}
