// Stand-ins for the standard's mediacapture-transform, which no browser on Linux has: a worker gets the camera, and makes
// the track. Chromium's own streams do the work; ports stand for the tracks, because they can be transferred. Needs
// stamp-watch.js.
(() => {
  stampWatch.prelude = `
    let streams;
    addEventListener('message', ({ data }) => { if (data.streams) streams = data.streams; });
    self.MediaStreamTrackProcessor = class { get readable() { return streams.readable; } };
    self.VideoTrackGenerator = class {
      get writable() { return streams.writable; }
      track = new MessageChannel().port1;
    };
    MessagePort.prototype.stop = function () { postMessage({ stopped: true }); };
  `;

  const {
    Worker: PlainWorker,
    MediaStreamTrackProcessor: Processor,
    MediaStreamTrackGenerator: Generator,
  } = window;
  delete window.MediaStreamTrackProcessor;
  delete window.MediaStreamTrackGenerator;

  window.Worker = class extends PlainWorker {
    #track;
    #camera;

    postMessage(message, transfer) {
      if (!message?.camera) {
        super.postMessage(message, transfer);
        return;
      }
      this.#camera = message.camera;
      this.#track = new Generator({ kind: 'video' });
      const { readable } = new Processor({ track: message.camera, maxBufferSize: 1 });
      const { writable } = this.#track;
      const { port1 } = new MessageChannel();
      super.postMessage({ ...message, camera: port1, streams: { readable, writable } }, [
        port1,
        readable,
        writable,
      ]);
    }

    set onmessage(listener) {
      super.onmessage = ({ data }) => {
        if (data.stopped) {
          this.#camera.stop();
        } else {
          listener({ data: data.track ? { track: this.#track } : data });
        }
      };
    }
  };
})();
