package org.chattycat.app.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;

/** A clock whose page is connected to this instance: what it reports, and what a worker sees of it. Thread-safe. */
final class OpenClock {
    /** The least error bound: the fraction of a millisecond is lost in the code. */
    private static final double MIN_ERROR_MS = 1;
    /** Consecutive faults that a worker finds before the clock is cut off. */
    private static final int MAX_FAULTS = 10;

    private final String id;
    private final ClockLeases.Owner owner;
    private final ClockChannel channel;
    private final boolean pinged;
    private final ClockProperties properties;
    private final ReportCheck check;

    private long heardNanos = System.nanoTime();
    private double errorMs = -1;
    private int wrongReports;
    private int faults;
    private Instant rightUntil;

    private long pingId;
    private long pingedNanos = System.nanoTime();

    private ClockAnswer.Seen news;
    private boolean seen;
    private long seenNanos;

    /** @param pinged whether the server measures round trips, which it cannot while the page polls */
    OpenClock(
            String id,
            ClockLeases.Owner owner,
            ClockChannel channel,
            boolean pinged,
            Instant openedAt,
            ClockProperties properties) {
        this.id = id;
        this.owner = owner;
        this.channel = channel;
        this.pinged = pinged;
        this.properties = properties;
        this.rightUntil = openedAt;
        this.check = new ReportCheck(properties.reportSlack(), properties.maxTransit());
    }

    String id() {
        return id;
    }

    ClockLeases.Owner owner() {
        return owner;
    }

    ClockChannel channel() {
        return channel;
    }

    synchronized void heard() {
        heardNanos = System.nanoTime();
    }

    synchronized boolean isSilent() {
        return System.nanoTime() - heardNanos > properties.lease().toNanos();
    }

    /** The last instant at which the clock is known to have been right. */
    synchronized Instant rightUntil() {
        return rightUntil;
    }

    /** The lease that the clock deserves now. */
    synchronized ClockLeases.Renewal renewal() {
        Duration left = properties.lease().minusNanos(System.nanoTime() - heardNanos);
        return new ClockLeases.Renewal(id, errorMs, left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * A report arrived.
     *
     * @return whether the clock is believed from now on and was not before
     * @throws ClockException with CLOCK_WRONG after several wrong reports
     */
    synchronized boolean report(ClockReport report, double nowMs, Instant now) {
        if (!check.agrees(report, nowMs)) {
            wrongReports++;
            if (wrongReports >= properties.wrongReports()) {
                throw wrong();
            }
            return false;
        }
        wrongReports = 0;
        rightUntil = now;
        boolean first = errorMs < 0;
        errorMs = Math.max(MIN_ERROR_MS, report.errorMs());
        return first;
    }

    synchronized void ponged(long pongId) {
        if (pongId == pingId) {
            check.measuredRoundTrip((System.nanoTime() - pingedNanos) / 1e6);
            pingId++;
        }
    }

    /**
     * A worker measured a latency with this clock's id in its meeting.
     *
     * @throws ClockException with CLOCK_WRONG when the worker has proven the clock wrong several times
     */
    synchronized void measured(LatencySample sample) {
        boolean valid = sample.validity() == SampleValidity.VALID;
        seenNanos = System.nanoTime();
        seen = true;
        news = new ClockAnswer.Seen(
                SeenState.FOUND,
                valid ? rounded(sample.estimateMs()) : null,
                valid ? rounded((sample.estimateUpperMs() - sample.estimateLowerMs()) / 2) : null);
        // Others may show a copy of the code, so only the camera of the clock's own participant counts.
        if (sample.participantId().equals(owner.participantId())) {
            faults = sample.clockFault() ? faults + 1 : 0;
            if (faults >= MAX_FAULTS) {
                throw wrong();
            }
        }
    }

    /** Sends what is due. */
    void tick() {
        ClockAnswer.Ping ping = duePing();
        if (ping != null) {
            channel.send(ping);
        }
        ClockAnswer feedback = dueFeedback();
        if (feedback != null) {
            channel.send(feedback);
        }
    }

    private synchronized ClockAnswer.Ping duePing() {
        long now = System.nanoTime();
        if (!pinged || now - pingedNanos < properties.pingInterval().toNanos()) {
            return null;
        }
        pingedNanos = now;
        pingId++;
        return new ClockAnswer.Ping(pingId);
    }

    private synchronized ClockAnswer dueFeedback() {
        if (news != null) {
            ClockAnswer due = news;
            news = null;
            return due;
        }
        if (seen && System.nanoTime() - seenNanos > properties.notSeenAfter().toNanos()) {
            seen = false;
            return new ClockAnswer.NotSeen();
        }
        return null;
    }

    private static ClockException wrong() {
        return new ClockException(
                ClockErrorCode.CLOCK_WRONG,
                "This clock differs from the server's, so nothing is measured with it. Reload the page.");
    }

    private static double rounded(double ms) {
        return Math.round(ms * 10) / 10.0;
    }

    UUID meetingId() {
        return owner.meetingId();
    }
}
