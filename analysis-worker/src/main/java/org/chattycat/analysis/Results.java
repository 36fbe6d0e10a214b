package org.chattycat.analysis;

import java.util.List;
import org.chattycat.analysis.latency.LatencyMeters;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.pipeline.ResultSink;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.chattycat.analysis.store.LiveNotifier;
import org.chattycat.analysis.store.MeasurementStore;

/** Passes each result to the listener in this process, to other processes by NOTIFY, to the tables, and to the meters. */
record Results(MeasurementStore store, LiveNotifier notifier, LiveListener listener, LatencyMeters meters)
        implements ResultSink {
    @Override
    public void sampled(StoredSample result) {
        listener.measured(List.of(result.sample()));
        notifier.add(result.sample());
        store.add(result);
        meters.add(result.sample());
    }

    @Override
    public void frameMeasured(MeasuredFrame frame) {
        listener.framesMeasured(List.of(frame));
        notifier.add(frame);
    }

    @Override
    public void windowClosed(LatencyWindow window) {
        store.add(window);
    }

    @Override
    public void qualityWindowClosed(VideoQualityWindow window) {
        store.add(window);
    }

    @Override
    public void advised(Advice advice) {
        listener.advised(advice);
        notifier.add(advice);
    }

    @Override
    public void codesSeen(SeenCodes seen) {
        listener.codesSeen(seen);
        notifier.add(seen);
    }
}
