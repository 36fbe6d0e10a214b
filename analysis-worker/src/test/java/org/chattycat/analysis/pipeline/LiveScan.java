package org.chattycat.analysis.pipeline;

import java.util.List;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.qr.ClockReader;
import org.chattycat.analysis.qr.CodeDetection;
import org.opencv.core.Mat;

/** Reads frames as a worker reads those of one publication: when the schedule says so, and with as much effort. */
public final class LiveScan implements AutoCloseable {
    private final ScanSchedule schedule =
            new ScanSchedule(WorkerProperties.defaults().scan().idleScansPerSecond());
    private final ClockReader reader = ClockReader.ofChanges();

    /** @param atNanos when the frame was decoded */
    public List<CodeDetection> read(Mat luma, long atNanos) {
        return schedule.effort(false, reader.tracking(), atNanos)
                .map(effort -> {
                    schedule.started(effort, atNanos);
                    return reader.read(luma, effort);
                })
                .orElse(List.of());
    }

    @Override
    public void close() {
        reader.close();
    }
}
