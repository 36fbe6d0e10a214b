// A camera that films a phone: getUserMedia answers with a canvas on which the test's pictures of the phone's screen are
// drawn (`phoneCamera.show(dataUrl)`), a little tilted, in the left part of the picture. `phoneCamera.x` is the place of its
// middle, as a share of the width.
(() => {
  const camera = { picture: null, x: 0.27 };
  window.phoneCamera = camera;

  camera.show = (dataUrl) => {
    const image = new Image();
    image.onload = () => {
      camera.picture = image;
    };
    image.src = dataUrl;
  };

  function draw(context) {
    const { width, height } = context.canvas;
    context.fillStyle = '#8a8f94';
    context.fillRect(0, 0, width, height);
    // A moving square keeps every frame different, as a real camera's noise does.
    context.fillStyle = '#47a';
    context.fillRect((Date.now() / 20) % width, 0, 20, 20);
    if (camera.picture === null) {
      return;
    }
    context.save();
    context.translate(width * camera.x, height / 2);
    context.rotate(0.06);
    const phoneWidth = width * 0.42;
    const phoneHeight = (phoneWidth * camera.picture.height) / camera.picture.width;
    context.drawImage(camera.picture, -phoneWidth / 2, -phoneHeight * 0.42, phoneWidth, phoneHeight);
    context.restore();
  }

  function start() {
    const canvas = document.createElement('canvas');
    canvas.width = 960;
    canvas.height = 540;
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    // A worker's timer is not throttled in a page that is not in front.
    const ticker = new Worker(
      URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 33)'], { type: 'text/javascript' })),
    );
    ticker.onmessage = () => {
      draw(context);
    };
    return canvas.captureStream(30);
  }

  let stream;
  navigator.mediaDevices.getUserMedia = async () => {
    stream ??= start();
    return new MediaStream(stream.getVideoTracks().map((track) => track.clone()));
  };
})();
