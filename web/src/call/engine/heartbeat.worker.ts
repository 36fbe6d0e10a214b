// A clock of its own thread: browsers slow down the timers of pages in the background, and the server
// takes a page that stays silent for gone.
setInterval(() => {
  postMessage(null);
}, 1000);
