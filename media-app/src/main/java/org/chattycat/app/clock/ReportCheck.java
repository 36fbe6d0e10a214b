package org.chattycat.app.clock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compares the reports of one clock with the server's clock. A report is older by its time on the network when it arrives: at
 * most the slowest of the last round trips that the server measured itself. Not thread-safe.
 */
final class ReportCheck {
    private static final int REMEMBERED = 10;

    private final double slackMs;
    private final double maxTransitMs;
    private final Deque<Double> roundTripsMs = new ArrayDeque<>();
    private double lastClockMs = Double.NEGATIVE_INFINITY;

    /**
     * @param slack allowed beyond the error bound and the network
     * @param maxTransit the most that the network excuses; also while no round trip was measured
     */
    ReportCheck(Duration slack, Duration maxTransit) {
        this.slackMs = slack.toNanos() / 1e6;
        this.maxTransitMs = maxTransit.toNanos() / 1e6;
    }

    void measuredRoundTrip(double ms) {
        if (roundTripsMs.size() == REMEMBERED) {
            roundTripsMs.removeFirst();
        }
        roundTripsMs.addLast(ms);
    }

    /** Whether the report agrees with the server's clock, and is newer than the one before. */
    boolean agrees(ClockReport report, double nowMs) {
        boolean newer = report.clockMs() > lastClockMs;
        lastClockMs = report.clockMs();
        double behindMs = nowMs - report.clockMs();
        double toleranceMs = report.errorMs() + slackMs;
        return newer && behindMs >= -toleranceMs && behindMs <= transitMs() + toleranceMs;
    }

    private double transitMs() {
        double slowest =
                roundTripsMs.stream().mapToDouble(Double::doubleValue).max().orElse(maxTransitMs);
        return Math.min(slowest, maxTransitMs);
    }
}
