package org.chattycat.app.clock;

import java.time.Clock;
import java.time.Instant;

/** The server's time as clock pages use it. */
public final class ServerTime {
    private ServerTime() {}

    /** The time in ms since 1970, with a fraction. */
    public static double millis(Clock clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1000.0 + now.getNano() / 1000 / 1000.0;
    }
}
