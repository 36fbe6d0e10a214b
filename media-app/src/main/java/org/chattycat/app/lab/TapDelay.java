package org.chattycat.app.lab;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long the frames of calls wait for their analysis by the worker in this process. */
@Component
class TapDelay {
    private final MeterRegistry meters;
    private double totalMs;
    private long frames;

    TapDelay(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The mean wait of the frames since the last call in ms, from arrival to decoding; 0 without frames or worker. */
    synchronized double meanMs() {
        Timer timer = meters.find("chattycat.worker.stage").tag("stage", "wait").timer();
        if (timer == null) {
            return 0;
        }
        double totalBefore = totalMs;
        long framesBefore = frames;
        totalMs = timer.totalTime(TimeUnit.MILLISECONDS);
        frames = timer.count();
        return frames == framesBefore ? 0 : (totalMs - totalBefore) / (frames - framesBefore);
    }
}
