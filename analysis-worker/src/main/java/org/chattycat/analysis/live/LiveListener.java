package org.chattycat.analysis.live;

import java.util.List;

/** Receives what a worker measures. Called on the worker's threads, so it must return at once and never block. */
public interface LiveListener {
    /** Ignores everything. */
    LiveListener NONE = new LiveListener() {
        @Override
        public void measured(List<LatencySample> measurements) {}

        @Override
        public void advised(Advice advice) {}
    };

    void measured(List<LatencySample> measurements);

    void advised(Advice advice);

    /** Frames by which a viewer's page and a worker can be compared. */
    default void framesMeasured(List<MeasuredFrame> frames) {}

    /** The codes in a camera's picture, at most four times a second for a publication. */
    default void codesSeen(SeenCodes seen) {}
}
