package org.chattycat.analysis.stream;

import org.chattycat.analysis.measure.LatencyOutput;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Takes what streams find out. Called on worker threads: return at once, never block. */
public interface ResultSink extends LatencyOutput {
    void qualityWindowClosed(VideoQualityWindow window);
}
