package org.chattycat.analysis.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Remembers every result. */
public final class RecordingSink implements ResultSink {
    public final List<StoredSample> stored = new CopyOnWriteArrayList<>();
    public final List<LatencySample> samples = new CopyOnWriteArrayList<>();
    public final List<LatencyWindow> windows = new CopyOnWriteArrayList<>();
    public final List<VideoQualityWindow> qualityWindows = new CopyOnWriteArrayList<>();
    public final List<Advice> advice = new CopyOnWriteArrayList<>();
    public final List<MeasuredFrame> frames = new CopyOnWriteArrayList<>();
    public final List<SeenCodes> seen = new CopyOnWriteArrayList<>();

    @Override
    public void sampled(StoredSample result) {
        stored.add(result);
        samples.add(result.sample());
    }

    @Override
    public void windowClosed(LatencyWindow window) {
        windows.add(window);
    }

    @Override
    public void qualityWindowClosed(VideoQualityWindow window) {
        qualityWindows.add(window);
    }

    @Override
    public void advised(Advice sentence) {
        advice.add(sentence);
    }

    @Override
    public void frameMeasured(MeasuredFrame frame) {
        frames.add(frame);
    }

    @Override
    public void codesSeen(SeenCodes codes) {
        seen.add(codes);
    }
}
