package org.chattycat.analysis.stream;

import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.measure.LatencySample;
import org.chattycat.analysis.measure.LatencyWindow;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Takes what streams find out. Called on worker threads: return at once, never block. */
public interface ResultSink {
    /** A measurement to show and to store. */
    void sampled(LatencySample sample);

    void windowClosed(LatencyWindow window);

    void qualityWindowClosed(VideoQualityWindow window);

    void advised(Advice advice);
}
