package org.chattycat.analysis.clock;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of judging a code's text: a clock, or a refusal with its reason. The grammar is that of GoPro Labs' <i>Precision
 * Date and Time</i>. The whole text must match, because a lenient reading of a time is a wrong latency:
 *
 * <pre>
 * oT yymmddhhmmss . mmm  [ oTD 0|1  oTZ zone ]  [ oTI 1–5 digits ]
 * </pre>
 *
 * {@code zone} in −12..14 counts hours, any other counts minutes: a multiple of 15, not of 60, within −720..840.
 */
public sealed interface ClockCode {
    /** The text that was read. */
    String text();

    /**
     * A clock.
     *
     * @param wall the time that the clock shows, in its own zone, in milliseconds
     * @param zone the zone that the code names; empty for the UTC page and old Local pages, which cannot be told apart
     * @param id the {@code oTI} id as text (leading zeros count)
     */
    record Valid(String text, LocalDateTime wall, Optional<ClockZone> zone, Optional<String> id) implements ClockCode {
        public Valid {
            Objects.requireNonNull(text);
            Objects.requireNonNull(wall);
            Objects.requireNonNull(zone);
            Objects.requireNonNull(id);
        }

        /** The instant that the code shows by its own zone; empty if it does not name one. */
        public Optional<Instant> utc() {
            return zone.map(z -> wall.toInstant(ZoneOffset.UTC).minus(z.offset()));
        }
    }

    /** A text that cannot be used for measuring. */
    record Refused(String text, Refusal reason) implements ClockCode {
        public Refused {
            Objects.requireNonNull(text);
            Objects.requireNonNull(reason);
        }
    }

    /** Judges any text. Never throws an exception. */
    static ClockCode parse(String text) {
        return ClockGrammar.parse(text);
    }
}
