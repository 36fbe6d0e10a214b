package org.chattycat.analysis.pipeline;

import org.chattycat.analysis.latency.LatencyOutput;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.quality.VideoQualityWindow;

/** Receives the results of streams. Called on worker threads, so it must return at once. */
public interface ResultSink extends LatencyOutput {
    void qualityWindowClosed(VideoQualityWindow window);

    void codesSeen(SeenCodes seen);
}
