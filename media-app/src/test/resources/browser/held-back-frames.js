// The stamp gets frames `heldBackMs` after the browser has them, as on a machine that is busy:
// `stampWatch.worker.postMessage({ heldBackMs })`. Needs stamp-watch.js.
stampWatch.prelude = `
  let heldBackMs = 0;
  addEventListener('message', (event) => {
    if ('heldBackMs' in event.data) {
      heldBackMs = event.data.heldBackMs;
      event.stopImmediatePropagation();
    }
  });
  const read = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const result = await read.call(this);
    if (heldBackMs > 0) await new Promise((resolve) => setTimeout(resolve, heldBackMs));
    return result;
  };
`;
