// Notes, in ms since the last click, when what happened for the first time: socket open, messages by their type, peer
// connection up, first picture shown.
globalThis.joinMarks = {};
let clickedAt = 0;
const mark = (what) => {
  joinMarks[what] ??= performance.now() - clickedAt;
};

addEventListener(
  'click',
  () => {
    clickedAt = performance.now();
    globalThis.joinMarks = {};
  },
  true,
);

globalThis.WebSocket = class extends WebSocket {
  constructor(...options) {
    super(...options);
    this.addEventListener('open', () => mark('open'));
    this.addEventListener('message', ({ data }) => mark(JSON.parse(data).type));
  }
};

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...options) {
    super(...options);
    this.addEventListener('iceconnectionstatechange', () => mark(`ice ${this.iceConnectionState}`));
    this.addEventListener('connectionstatechange', () => mark(this.connectionState));
  }
};

const watched = new WeakSet();
new MutationObserver(() => {
  for (const video of document.querySelectorAll('video')) {
    if (!watched.has(video)) {
      watched.add(video);
      video.requestVideoFrameCallback(() => mark('picture'));
    }
  }
}).observe(document, { childList: true, subtree: true });
