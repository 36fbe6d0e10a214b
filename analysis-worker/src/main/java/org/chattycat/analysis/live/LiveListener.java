package org.chattycat.analysis.live;

import java.util.List;

/** Told at once what a worker measures. Called on worker threads: return at once, never block. */
public interface LiveListener {
    /** For a worker whose values nobody in this process wants. */
    LiveListener NONE = new LiveListener() {
        @Override
        public void measured(List<LatencySample> measurements) {}

        @Override
        public void advised(Advice advice) {}
    };

    void measured(List<LatencySample> measurements);

    void advised(Advice advice);
}
