package org.chattycat.analysis.latency;

import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.MeasuredFrame;

/** Receives what is measured. Called on the worker's threads, so it must return at once and never block. */
public interface LatencyOutput {
    /** A measurement to show and to store. */
    void sampled(StoredSample sample);

    /** A frame that a viewer's page can recognise. */
    void frameMeasured(MeasuredFrame frame);

    void windowClosed(LatencyWindow window);

    void advised(Advice advice);
}
