// Counts what a stamp opens, as `stampWatch`: `report()` tells what is still open, `cycle(times)` switches the stamp on and
// off so many times, and waits for each. A script that is set as `prelude` runs in the stamp's worker before its own;
// `worker` is the newest of them.
(() => {
  const tracks = [];
  const peers = [];
  let workers = 0;
  const watch = { prelude: '', worker: null };
  window.stampWatch = watch;

  window.Worker = class extends Worker {
    #gone = false;

    constructor(url, options) {
      const script = `${watch.prelude}; await import(${JSON.stringify(String(new URL(url, location.href)))});`;
      const stamps = String(url).includes('stamp.worker');
      super(
        stamps ? URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) : url,
        options,
      );
      workers++;
      if (stamps) watch.worker = this;
    }

    terminate() {
      if (!this.#gone) workers--;
      this.#gone = true;
      super.terminate();
    }
  };

  const capture = HTMLCanvasElement.prototype.captureStream;
  HTMLCanvasElement.prototype.captureStream = function (...args) {
    const stream = capture.apply(this, args);
    tracks.push(...stream.getTracks());
    return stream;
  };

  if (window.MediaStreamTrackGenerator) {
    window.MediaStreamTrackGenerator = class extends MediaStreamTrackGenerator {
      constructor(...args) {
        super(...args);
        tracks.push(this);
      }
    };
  }

  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function () {
    const copy = clone.apply(this);
    tracks.push(copy);
    return copy;
  };

  const Peer = RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(...args) {
      super(...args);
      peers.push(this);
    }
  };

  watch.report = () => {
    const senders = peers
      .filter((peer) => peer.connectionState === 'connected')
      .flatMap((peer) => peer.getSenders());
    return {
      workers,
      made: tracks.length,
      live: tracks.filter((track) => track.readyState === 'live').length,
      sent: senders.filter((sender) => tracks.includes(sender.track)).length,
    };
  };

  const stampSwitch = () =>
    [...document.querySelectorAll('[role=switch]')].find(
      (one) => document.querySelector(`label[for="${one.id}"]`)?.textContent === 'Stamp clock',
    );

  async function until(condition, what) {
    for (const start = performance.now(); !condition(); ) {
      if (performance.now() - start > 30_000) throw new Error(`waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const isDrawn = () => document.body.innerText.includes('The stamp is drawn');

  watch.cycle = async (times) => {
    for (let i = 0; i < times; i++) {
      stampSwitch().click();
      await until(isDrawn, `stamp ${i} is drawn`);
      stampSwitch().click();
      await until(() => !isDrawn(), `stamp ${i} is gone`);
    }
    await until(() => watch.report().sent === 0, 'the camera itself is sent');
  };

  // As if the tab were hidden, which no headless browser's is.
  watch.hide = (hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
})();
