package org.chattycat.app.graphql;

import java.time.Instant;

/** The range of DateTime: the years 1 to 9999, which ISO 8601 and PostgreSQL both support. */
final class DateTimeRange {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private DateTimeRange() {}

    static boolean contains(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }
}
