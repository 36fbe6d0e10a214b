package org.chattycat.analysis;

import java.util.List;
import org.chattycat.analysis.latency.LatencySample;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.LiveMeasurement;
import org.chattycat.analysis.pipeline.ResultSink;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.chattycat.analysis.store.LiveNotifier;
import org.chattycat.analysis.store.MeasurementStore;

/** Sends each result where it belongs: to the listener in this process at once, by NOTIFY, and into the tables. */
record Results(MeasurementStore store, LiveNotifier notifier, LiveListener listener) implements ResultSink {
    @Override
    public void sampled(LatencySample sample) {
        LiveMeasurement live = new LiveMeasurement(
                sample.id(),
                sample.tap().meetingId(),
                sample.tap().participantId(),
                sample.tap().publicationId(),
                sample.arrivedAt(),
                sample.clockAt(),
                sample.latencyMs(),
                sample.lowerMs(),
                sample.upperMs(),
                sample.estimate().latencyMs(),
                sample.estimate().lowerMs(),
                sample.estimate().upperMs(),
                sample.source().name(),
                sample.zone(),
                sample.clockId(),
                sample.validity().name());
        listener.measured(List.of(live));
        notifier.add(live);
        store.add(sample);
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
}
