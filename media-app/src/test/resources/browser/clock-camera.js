// A camera that films a clock: getUserMedia answers with a canvas on which a live clock code is redrawn ten times a
// second, `clockCamera.delayMs` after the instant it shows. The modules come from the test (`clockCodes(fromMs, count)`,
// rows of 0 and 1 for consecutive tenths of a second), ahead of time, so that a slow answer delays no drawing.
(() => {
  const stepMs = 100;
  const aheadMs = 3000;
  const camera = { delayMs: 200, visible: true };
  window.clockCamera = camera;

  const codes = new Map();
  let askedUntil = 0;
  let asking = false;

  async function ask() {
    const from = Math.max(askedUntil, Math.floor((Date.now() - camera.delayMs) / stepMs) * stepMs);
    const count = Math.ceil((Date.now() + aheadMs - from) / stepMs);
    if (asking || count < 10) {
      return;
    }
    asking = true;
    try {
      const answers = await window.clockCodes(from, count);
      answers.forEach((rows, i) => codes.set(from + i * stepMs, rows));
      askedUntil = from + count * stepMs;
    } finally {
      asking = false;
    }
  }

  function draw(context, shown) {
    const { width, height } = context.canvas;
    context.fillStyle = '#888';
    context.fillRect(0, 0, width, height);
    // A moving square keeps every frame different, as a real camera's noise does.
    context.fillStyle = '#47a';
    context.fillRect((Date.now() / 20) % width, 0, 20, 20);
    const rows = codes.get(shown);
    if (!camera.visible || !rows) {
      return;
    }
    const module = 8;
    const quiet = 4 * module;
    const side = rows.length * module;
    const x = (width - side) / 2;
    const y = (height - side) / 2;
    context.fillStyle = '#fff';
    context.fillRect(x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet);
    context.fillStyle = '#000';
    rows.forEach((row, j) => {
      for (let i = 0; i < row.length; i++) {
        if (row[i] === '1') {
          context.fillRect(x + i * module, y + j * module, module, module);
        }
      }
    });
    for (const instant of codes.keys()) {
      if (instant < shown - 10 * stepMs) {
        codes.delete(instant);
      }
    }
  }

  function start() {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    // A worker's timer is not throttled in a page that is not in front.
    const ticker = new Worker(
      URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 33)'], { type: 'text/javascript' })),
    );
    ticker.onmessage = () => {
      ask();
      draw(context, Math.floor((Date.now() - camera.delayMs) / stepMs) * stepMs);
    };
    const audio = new AudioContext();
    const destination = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.connect(destination);
    tone.start();
    return new MediaStream([...canvas.captureStream(30).getVideoTracks(), ...destination.stream.getAudioTracks()]);
  }

  let stream;
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    stream ??= start();
    const tracks = stream.getTracks().filter((track) => wanted?.[track.kind]);
    return new MediaStream(tracks.map((track) => track.clone()));
  };
})();
