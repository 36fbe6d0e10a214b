// Runs in its own thread: browsers slow down the timers of background pages, and the server considers a
// silent page lost.
setInterval(() => {
  postMessage(null);
}, 1000);
