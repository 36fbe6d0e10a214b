package org.chattycat.analysis.latency;

import org.chattycat.analysis.live.Advice;

/** Takes what is measured. Called on worker threads: return at once, never block. */
public interface LatencyOutput {
    /** A measurement to show and to store. */
    void sampled(StoredSample sample);

    void windowClosed(LatencyWindow window);

    void advised(Advice advice);
}
