package org.chattycat.analysis.pipeline;

import org.chattycat.analysis.latency.LatencyOutput;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Takes what streams find out. Called on worker threads: return at once, never block. */
public interface ResultSink extends LatencyOutput {
    void qualityWindowClosed(VideoQualityWindow window);
}
