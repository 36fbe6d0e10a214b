package org.chattycat.app.clock;

import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.platform.limits.TokenBucket;

/** What one clock page sends, over whatever transport: first {@code open}, then the rest. */
final class ClockConnection {
    private final ClockServices services;
    private final ClockChannel channel;
    private final boolean pinged;
    private final TokenBucket allowance;
    private volatile OpenClock clock;
    private boolean closed;

    /** @param pinged whether the server measures round trips, which it cannot while the page polls */
    ClockConnection(ClockServices services, ClockChannel channel, boolean pinged) {
        this.services = services;
        this.channel = channel;
        this.pinged = pinged;
        this.allowance = new TokenBucket(
                services.properties().messageBurst(), services.properties().messagesPerSecond(), System::nanoTime);
    }

    /** The clock; null until it is opened. */
    OpenClock clock() {
        return clock;
    }

    /**
     * Handles a message, which may block.
     *
     * @throws ClockException if the clock has to end
     */
    synchronized void receive(ClockMessage message) {
        if (!allowance.take()) {
            throw new ClockException(ClockErrorCode.RATE_LIMITED, "This page sends too many messages.");
        }
        if (message instanceof ClockMessage.Open open) {
            open(open.token());
            return;
        }
        if (message instanceof ClockMessage.Ping ping) {
            channel.send(new ClockAnswer.Pong(ping.sentMs(), services.time().millis()));
        }
        OpenClock opened = clock;
        if (opened == null) {
            if (message instanceof ClockMessage.Ping) {
                return;
            }
            throw ClockException.badMessage("Open the clock first.");
        }
        opened.heard();
        if (message instanceof ClockMessage.Report report) {
            services.clocks().report(opened, report.value());
        } else if (message instanceof ClockMessage.Pong pong) {
            opened.ponged(pong.id());
        }
    }

    private void open(String token) {
        if (clock != null) {
            throw ClockException.badMessage("This clock is open already.");
        }
        ClockLinks.Linked linked = services.links().use(token);
        clock = services.clocks().open(owner(linked), channel, pinged);
        if (closed) {
            services.clocks().close(clock);
            return;
        }
        channel.send(new ClockAnswer.Opened(clock.id(), linked.displayName()));
    }

    private static ClockLeases.Owner owner(ClockLinks.Linked linked) {
        return new ClockLeases.Owner(ClockSource.OWN, linked.meetingId(), linked.participantId(), linked.hash());
    }

    /** Continues a clock that another instance opened for the same link. */
    synchronized void resume(String clockId, ClockLinks.Linked linked) {
        clock = services.clocks().add(clockId, owner(linked), channel, pinged);
    }

    /** The transport is closed. */
    synchronized void close() {
        closed = true;
        if (clock != null) {
            services.clocks().close(clock);
        }
    }
}
