package org.chattycat.app.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SeenCodes;

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

    private final ClockFeedback feedback;

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
        this.feedback = new ClockFeedback(properties.notSeenAfter());
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

    /**
     * The lease that the clock deserves now.
     *
     * @param serverErrorMs bound of the error of the server's time, with which the clock is synchronised
     */
    synchronized ClockLeases.Renewal renewal(double serverErrorMs) {
        Duration left = properties.lease().minusNanos(System.nanoTime() - heardNanos);
        return new ClockLeases.Renewal(
                id, errorMs < 0 ? errorMs : errorMs + serverErrorMs, left.isNegative() ? Duration.ZERO : left);
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
        // Others may show a copy of the code, so only the camera of the clock's own participant counts.
        if (sample.participantId().equals(owner.participantId())) {
            feedback.measured(sample);
            faults = sample.clockFault() ? faults + 1 : 0;
            if (faults >= MAX_FAULTS) {
                throw wrong();
            }
        }
    }

    /** A worker sees codes in a picture of the clock's meeting. */
    synchronized void codesSeen(SeenCodes codes) {
        if (codes.participantId().equals(owner.participantId())) {
            feedback.codesSeen(codes, id);
        }
    }

    /** Sends what is due. */
    void tick() {
        ClockAnswer.Ping ping = duePing();
        if (ping != null) {
            channel.send(ping);
        }
        ClockAnswer news = dueFeedback();
        if (news != null) {
            channel.send(news);
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
        return feedback.due();
    }

    private static ClockException wrong() {
        return new ClockException(
                ClockErrorCode.CLOCK_WRONG,
                "This clock differs from the server's, so nothing is measured with it. Reload the page.");
    }

    UUID meetingId() {
        return owner.meetingId();
    }
}
