package org.chattycat.app.clock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A message from a clock page. The constructors throw IllegalArgumentException, with a message for people, if a field is invalid. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClockMessage.Open.class, name = "open"),
    @JsonSubTypes.Type(value = ClockMessage.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = ClockMessage.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ClockMessage.Report.class, name = "report")
})
sealed interface ClockMessage {
    /** Opens a clock with the token of a link. */
    record Open(String token) implements ClockMessage {
        public Open {
            if (token == null || token.isEmpty() || token.length() > 100) {
                throw new IllegalArgumentException("token is missing or too long");
            }
        }

        @Override
        public String toString() {
            return "Open";
        }
    }

    /** @param sentMs any number; the answer repeats it */
    record Ping(Double sentMs) implements ClockMessage {
        public Ping {
            ClockReport.requireTime(sentMs, "sentMs");
        }
    }

    /** Answers a ping of the server. */
    record Pong(Long id) implements ClockMessage {
        public Pong {
            if (id == null) {
                throw new IllegalArgumentException("id is missing");
            }
        }
    }

    /** @see ClockReport */
    record Report(Double clockMs, Double errorMs) implements ClockMessage {
        public Report {
            ClockReport.requireTime(clockMs, "clockMs");
            ClockReport.requireError(errorMs);
        }

        ClockReport value() {
            return new ClockReport(clockMs, errorMs);
        }
    }
}
