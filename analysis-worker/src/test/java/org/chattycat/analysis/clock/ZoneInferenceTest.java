package org.chattycat.analysis.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneInferenceTest {
    /** Every case arrives at the same instant; the expected latency is in ms. */
    private static final Instant ARRIVAL = Instant.parse("2026-11-23T18:36:05.800Z");

    @ParameterizedTest(name = "{0}: {1} ms, {2}, {3}")
    @CsvSource({
        "oT261123183605.572,                    228,   INFERRED,            the UTC page",
        "oT261123183605.572oTI7,                228,   INFERRED,            the UTC page with an id",
        "oT261123103605.572,                    228,   INFERRED,            Los Angeles",
        "oT261124000605.572,                    228,   INFERRED,            India",
        "oT261124002105.572,                    228,   INFERRED,            Nepal",
        "oT261123150605.572,                    228,   INFERRED,            Newfoundland",
        "oT261124083605.572,                    228,   INFERRED,            UTC+14",
        "oT261123063605.572,                    228,   INFERRED,            UTC-12",
        "oT261123103607.800,                  -2000,   INFERRED,            a clock that is ahead",
        "oT261123102905.800,                 420000,   INFERRED,            seven minutes late: a fault for others to judge",
        "oT261123062105.800,                 900000,   INFERRED,            beyond UTC-12: no zone explains it",
        "oT261124085105.800,                -900000,   INFERRED,            beyond UTC+14: no zone explains it",
        "oT251123183605.572,            31492800228,   INFERRED,            another year: no zone explains it",
        "oT261123183605.572oTD0oTZ0,            228,   ZONED,               zoned and right",
        "oT261123103605.572oTD0oTZ-8,           228,   ZONED,               zoned and right",
        "oT261123113605.572oTD1oTZ-8,           228,   ZONED,               zoned with daylight saving",
        "oT261123183559.800oTD0oTZ0,           6000,   ZONED,               six seconds of latency",
        "oT261123183611.800oTD0oTZ0,          -6000,   ZONED,               six seconds ahead",
        "oT261123183505.800oTD0oTZ0,          60000,   ZONED,               a minute late is no zone",
        "oT261123182059.800oTD0oTZ0,         906000,   ZONED,               a quarter and six seconds is no zone",
        "oT261123182105.572oTD0oTZ0,         900228,   ZONED,               a quarter old: it may be a recording",
        "oT261123173605.720oTD0oTZ0,        3600080,   ZONED,               a film of an hour ago",
        "oT261123173545.800oTD0oTZ0,        3620000,   ZONED,               a film of an hour and 20 s ago",
        "oT261123193605.572oTD0oTZ0,            228,   STALE_ZONE_INFERRED, daylight saving set wrong",
        "oT261123193610.700oTD0oTZ0,          -4900,   STALE_ZONE_INFERRED, just inside the window",
        "oT261123103605.572oTD0oTZ9,       61200228,   ZONED,               a film of 17 hours ago",
        "oT261124083605.572oTD0oTZ-12,          228,   STALE_ZONE_INFERRED, 26 hours are the most there is",
        "oT261124093605.572oTD0oTZ-12,    -97199772,   ZONED,               27 hours are another date",
    })
    void resolves(String text, long latencyMs, ClockInstant.Origin origin, String why) {
        ClockInstant instant = resolve(text);
        assertThat(instant.latencyAt(ARRIVAL).toMillis()).as(why).isEqualTo(latencyMs);
        assertThat(instant.origin()).as(why).isEqualTo(origin);
        assertThat(instant.inferred()).as(why).isEqualTo(origin != ClockInstant.Origin.ZONED);
    }

    @Test
    @DisplayName("In a call, a code without a zone shows UTC, however far that is from the present")
    void liveCodesWithoutAZone() {
        for (String text : new String[] {"oT261123183605.572", "oT261123173605.572", "oT261123193605.572oTI7"}) {
            ClockCode.Valid code = (ClockCode.Valid) ClockCode.parse(text);
            ClockInstant instant = ZoneInference.live(code, ARRIVAL);
            assertThat(instant.utc()).isEqualTo(code.wall().toInstant(ZoneOffset.UTC));
            assertThat(instant.inferred()).isTrue();
        }
        ClockCode.Valid zoned = (ClockCode.Valid) ClockCode.parse("oT261123193605.572oTD0oTZ0");
        assertThat(ZoneInference.live(zoned, ARRIVAL)).isEqualTo(ZoneInference.resolve(zoned, ARRIVAL));
    }

    private static ClockInstant resolve(String text) {
        return ZoneInference.resolve((ClockCode.Valid) ClockCode.parse(text), ARRIVAL);
    }
}
