package org.chattycat.analysis.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.measure.LatencySample;
import org.chattycat.analysis.measure.LatencyWindow;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.chattycat.analysis.stream.ResultSink;

/** Adds up what quality windows say about scans. */
public final class CountingSink implements ResultSink {
    private final AtomicLong scanned = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final AtomicLong decoded = new AtomicLong();

    public double shedPercent() {
        long due = scanned.get() + shed.get();
        return due == 0 ? 0 : 100.0 * shed.get() / due;
    }

    long decoded() {
        return decoded.get();
    }

    @Override
    public void sampled(LatencySample sample) {}

    @Override
    public void windowClosed(LatencyWindow window) {}

    @Override
    public void qualityWindowClosed(VideoQualityWindow window) {
        scanned.addAndGet(window.framesScanned());
        shed.addAndGet(window.framesShed());
        decoded.addAndGet(window.framesDecoded());
    }

    @Override
    public void advised(Advice advice) {}
}
