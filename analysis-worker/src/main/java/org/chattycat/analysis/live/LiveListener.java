package org.chattycat.analysis.live;

import java.util.List;

/** Told at once what a worker measures. Called on worker threads: return at once, never block. */
public interface LiveListener {
    void measured(List<LiveMeasurement> measurements);

    void advised(Advice advice);
}
