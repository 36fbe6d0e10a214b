package org.chattycat.analysis.pipeline;

import java.util.Optional;
import org.chattycat.analysis.qr.ScanEffort;

/**
 * Decides the effort of the scan of each frame. While a code is tracked, every frame is scanned at little cost. The whole
 * frame is searched only a few times a second. Not thread-safe.
 */
final class ScanSchedule {
    /** One search in three is thorough. */
    private static final int THOROUGH_EVERY = 3;

    private final long searchIntervalNanos;
    private boolean searched;
    private long searchedNanos;
    private int searches;

    ScanSchedule(int searchesPerSecond) {
        // A tenth less than the interval, so that not every other frame is missed if frames arrive at exactly this
        // rate.
        this.searchIntervalNanos = 900_000_000L / searchesPerSecond;
    }

    /**
     * The effort for a new frame, empty if it is not to be scanned.
     *
     * @param skipped whether the scan of the frame before was due and did not happen
     * @param tracking whether a code is in sight
     */
    Optional<ScanEffort> effort(boolean skipped, boolean tracking, long nowNanos) {
        boolean searchDue = !searched || skipped || nowNanos - searchedNanos >= searchIntervalNanos;
        if (!searchDue) {
            return tracking ? Optional.of(ScanEffort.TRACK) : Optional.empty();
        }
        return Optional.of(searches % THOROUGH_EVERY == 0 ? ScanEffort.THOROUGH : ScanEffort.SEARCH);
    }

    /** A scan starts. */
    void started(ScanEffort effort, long nowNanos) {
        if (effort != ScanEffort.TRACK) {
            searched = true;
            searchedNanos = nowNanos;
            searches++;
        }
    }
}
