package org.chattycat.app.clock;

import java.time.Duration;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.analysis.live.SeenCodes;

/** What a clock's page is told about the sight that workers have of it. Not thread-safe. */
final class ClockFeedback {
    private final long notSeenNanos;

    private ClockAnswer.Seen news;
    private boolean seen;
    private long seenNanos;
    private Double latencyMs;
    private Double plusMinusMs;
    private boolean found;
    private long foundNanos;

    /** @param notSeenAfter after this time without a sighting the clock counts as not seen */
    ClockFeedback(Duration notSeenAfter) {
        this.notSeenNanos = notSeenAfter.toNanos();
    }

    /** A latency was measured with the clock's id. */
    void measured(LatencySample sample) {
        boolean counts = sample.source() == ClockSource.OWN && sample.validity() == SampleValidity.VALID;
        latencyMs = counts ? rounded(sample.estimateMs()) : null;
        plusMinusMs = counts && sample.plusMinusMs() != null ? rounded(sample.plusMinusMs()) : null;
        found();
    }

    /**
     * Codes are seen by the camera of the clock's participant. A code that cannot be read there is this clock's.
     */
    void codesSeen(SeenCodes codes, String clockId) {
        if (codes.codes().stream().anyMatch(code -> clockId.equals(code.clockId()))) {
            found();
        } else if (!wasFound()) {
            codes.codes().stream()
                    .map(code -> problem(code.state()))
                    .filter(state -> state != null)
                    .findFirst()
                    .ifPresent(this::saw);
        }
    }

    /** What is to be sent now; null for nothing. */
    ClockAnswer due() {
        if (news != null) {
            ClockAnswer due = news;
            news = null;
            return due;
        }
        if (seen && System.nanoTime() - seenNanos > notSeenNanos) {
            seen = false;
            return new ClockAnswer.NotSeen();
        }
        return null;
    }

    private void found() {
        found = true;
        foundNanos = System.nanoTime();
        saw(SeenState.FOUND);
    }

    private boolean wasFound() {
        if (found && System.nanoTime() - foundNanos > notSeenNanos) {
            found = false;
            latencyMs = null;
            plusMinusMs = null;
        }
        return found;
    }

    private void saw(SeenState state) {
        boolean readable = state == SeenState.FOUND;
        seen = true;
        seenNanos = System.nanoTime();
        news = new ClockAnswer.Seen(state, readable ? latencyMs : null, readable ? plusMinusMs : null);
    }

    private static SeenState problem(SeenCode.State state) {
        return switch (state) {
            case TOO_SMALL -> SeenState.TOO_SMALL;
            case GLARE -> SeenState.GLARE;
            case HOLD_STILL -> SeenState.HOLD_STILL;
            case FOUND, SECOND_CODE, OTHER_TEXT, OTHERS_CLOCK, FAST_PAGE -> null;
        };
    }

    private static double rounded(double ms) {
        return Math.round(ms * 10) / 10.0;
    }
}
