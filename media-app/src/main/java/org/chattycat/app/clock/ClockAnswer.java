package org.chattycat.app.clock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A message from the server to a clock page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClockAnswer.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = ClockAnswer.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ClockAnswer.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = ClockAnswer.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = ClockAnswer.NotSeen.class, name = "notSeen"),
    @JsonSubTypes.Type(value = ClockAnswer.Failure.class, name = "error")
})
sealed interface ClockAnswer {
    /**
     * @param clockId five digits, for the code
     * @param name of the participant that the clock belongs to
     */
    record Opened(String clockId, String name) implements ClockAnswer {}

    /**
     * @param sentMs as in the ping
     * @param serverMs when the ping arrived, in ms since 1970
     */
    record Pong(double sentMs, double serverMs) implements ClockAnswer {}

    /** The page answers at once, with the same id. */
    record Ping(long id) implements ClockAnswer {}

    /**
     * A worker sees the clock's code.
     *
     * @param latencyMs null while there is no value
     * @param plusMinusMs half the width of the interval around the value, null while unknown
     */
    record Seen(SeenState state, Double latencyMs, Double plusMinusMs) implements ClockAnswer {}

    /** The code was seen before, and is not any more. */
    record NotSeen() implements ClockAnswer {}

    /** The clock has ended. The server closes the connection after this. */
    record Failure(ClockErrorCode code, String message) implements ClockAnswer {}
}
