// Keeps every RTCPeerConnection of the page, so that a test can ask what flows: `await peerStatistics()` answers one
// list of statistics of all of them. `peersMade()` is how many there were, with those that were closed.
(() => {
  const made = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...values) {
      super(...values);
      made.push(this);
    }
  };
  window.peersMade = () => made.length;
  window.peerStatistics = async () => {
    const reports = await Promise.all(
      made.filter((one) => one.connectionState !== 'closed').map((one) => one.getStats()),
    );
    return reports.flatMap((report) => [...report.values()]);
  };
})();
