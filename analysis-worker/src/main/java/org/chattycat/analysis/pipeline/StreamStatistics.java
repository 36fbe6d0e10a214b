package org.chattycat.analysis.pipeline;

import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.qr.ScanStage;
import org.chattycat.analysis.quality.QualityMeter;

/** Counts what happens to one stream, in its video quality windows and in the worker's meters. */
record StreamStatistics(QualityMeter quality, StreamMetrics metrics) {
    void lost(int packets) {
        quality.lost(packets);
        metrics.packetsLost(packets);
    }

    void keyframeRequested() {
        quality.keyframeRequested();
        metrics.keyframeRequested();
    }

    void frameDropped() {
        quality.frameDropped();
        metrics.dropped();
    }

    void scanned(long waitedNanos, long scanNanos) {
        quality.scanned();
        metrics.scanned(waitedNanos, scanNanos);
    }

    /** A scan that was due did not happen. */
    void scanShed() {
        quality.shed();
        metrics.shed();
    }

    void clockRead(ScanStage stage) {
        quality.clockSeen();
        metrics.clockRead(stage);
    }

    void clockRefused(Refusal reason) {
        quality.clockRefused(reason.name());
        metrics.clockRefused(reason);
    }
}
