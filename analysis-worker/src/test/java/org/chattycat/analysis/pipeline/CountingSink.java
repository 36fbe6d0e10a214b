package org.chattycat.analysis.pipeline;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Counts the scans that quality windows report. */
public final class CountingSink implements ResultSink {
    private final AtomicLong scanned = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();

    /** The share of due scans that were skipped. */
    public static double shedPercent(List<CountingSink> sinks) {
        long shed = sinks.stream().mapToLong(sink -> sink.shed.get()).sum();
        long due = shed + sinks.stream().mapToLong(CountingSink::scanned).sum();
        return due == 0 ? 0 : 100.0 * shed / due;
    }

    public long scanned() {
        return scanned.get();
    }

    @Override
    public void sampled(StoredSample sample) {}

    @Override
    public void windowClosed(LatencyWindow window) {}

    @Override
    public void qualityWindowClosed(VideoQualityWindow window) {
        scanned.addAndGet(window.framesScanned());
        shed.addAndGet(window.framesShed());
    }

    @Override
    public void advised(Advice advice) {}

    @Override
    public void frameMeasured(MeasuredFrame frame) {}

    @Override
    public void codesSeen(SeenCodes seen) {}
}
