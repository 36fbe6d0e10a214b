package org.chattycat.app.clock;

/** The clock that a page draws into its own camera's picture. Thread-safe. */
public final class Stamp {
    private final OpenClocks clocks;
    private final OpenClock clock;

    Stamp(OpenClocks clocks, OpenClock clock) {
        this.clocks = clocks;
        this.clock = clock;
    }

    /** The five digits of its code. */
    public String id() {
        return clock.id();
    }

    /** Whether the id is still leased to this stamp. It is not after wrong reports, or without reports. */
    public boolean isOpen() {
        return clocks.contains(clock);
    }

    /** The page reports. After wrong reports the stamp ends, and its page is told. Does not block. */
    public void report(ClockReport report) {
        clock.heard();
        clocks.report(clock, report);
    }

    /** Frees the id. */
    public void stop() {
        clocks.close(clock);
    }
}
