package org.chattycat.app.probe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** A measurement in a {@code latency} message. */
final class Measured {
    private Measured() {}

    /** The time that the code showed, in ms since 1970: codes have whole milliseconds. */
    static long clockMs(JsonNode measurement) {
        Instant arrivedAt = Instant.parse(measurement.path("arrivedAt").asString());
        double sinceEpochMs = ChronoUnit.MICROS.between(Instant.EPOCH, arrivedAt) / 1e3;
        return Math.round(sinceEpochMs - measurement.path("latencyMs").asDouble());
    }
}
