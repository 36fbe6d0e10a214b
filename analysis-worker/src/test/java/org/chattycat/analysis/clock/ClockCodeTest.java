package org.chattycat.analysis.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCodeTest {
    @ParameterizedTest
    @CsvSource({
        // text, UTC by its own zone
        "oT261123174934.123oTD0oTZ-8oTI12345, 2026-11-24T01:49:34.123Z",
        "oT261123174934.123oTD0oTZ-8oTI0,     2026-11-24T01:49:34.123Z",
        "oT261123174934.123oTD0oTZ-8,         2026-11-24T01:49:34.123Z",
        "oT260711174934.123oTD1oTZ-8oTI0,     2026-07-12T00:49:34.123Z",
        "oT261124000551.547oTD0oTZ330oTI0,    2026-11-23T18:35:51.547Z",
        "oT261124002051.547oTD0oTZ345oTI0,    2026-11-23T18:35:51.547Z",
        "oT261123150551.547oTD0oTZ-210oTI0,   2026-11-23T18:35:51.547Z",
        "oT260711160551.547oTD1oTZ-210oTI0,   2026-07-11T18:35:51.547Z",
        "oT261123192051.547oTD0oTZ45oTI0,     2026-11-23T18:35:51.547Z",
        "oT261123182051.547oTD0oTZ-15oTI0,    2026-11-23T18:35:51.547Z",
        "oT261124083551.547oTD0oTZ14oTI0,     2026-11-23T18:35:51.547Z",
        "oT261124082051.547oTD0oTZ825oTI0,    2026-11-23T18:35:51.547Z",
        "oT261123063551.547oTD0oTZ-12oTI0,    2026-11-23T18:35:51.547Z",
        "oT261123065051.547oTD0oTZ-705oTI0,   2026-11-23T18:35:51.547Z",
        "oT261123183551.547oTD0oTZ0oTI0,      2026-11-23T18:35:51.547Z",
        "oT240229235959.999oTD0oTZ0oTI0,      2024-02-29T23:59:59.999Z",
        "oT991231235959.999oTD0oTZ0,          2099-12-31T23:59:59.999Z",
        "oT000101000000.000oTD0oTZ0oTI99999,  2000-01-01T00:00:00.000Z",
    })
    void zonedCodeShowsUtc(String text, Instant utc) {
        assertThat(valid(text).utc()).contains(utc);
    }

    @ParameterizedTest
    @CsvSource({
        "oT261123183605.572,          2026-11-23T18:36:05.572,",
        "oT261123183605.572oTI88038,  2026-11-23T18:36:05.572, 88038",
        "oT261123183605.000oTI0,      2026-11-23T18:36:05.000, 0",
        "oT261123183605.000oTI00560,  2026-11-23T18:36:05.000, 00560",
    })
    void unzonedCodeShowsWallTimeOnly(String text, LocalDateTime wall, String id) {
        ClockCode.Valid code = valid(text);
        assertThat(code.wall()).isEqualTo(wall);
        assertThat(code.zone()).isEmpty();
        assertThat(code.utc()).isEmpty();
        assertThat(code.id()).isEqualTo(Optional.ofNullable(id));
    }

    @ParameterizedTest
    @CsvSource({
        // the Fast page, by its two-digit fraction, with and without what other pages append
        "oT261123103650.71,                  FAST_PAGE",
        "oT261123103650.71oTI0,              FAST_PAGE",
        "oT261123103650.71oTD0oTZ-8oTI0,     FAST_PAGE",
        // a page that is no clock
        "https://gopro.github.io/labs,       NOT_A_CLOCK",
        "oT0,                                NOT_A_CLOCK",
        "oMBURN=1,                           NOT_A_CLOCK",
        "'',                                 NOT_A_CLOCK",
        "' oT261123174934.123',              NOT_A_CLOCK",
        "xoT261123174934.123oTD0oTZ-8,       NOT_A_CLOCK",
        "ot261123174934.123,                 NOT_A_CLOCK",
        // a clock that breaks the grammar
        "oT261123174934,                     MALFORMED",
        "oT2611231749,                       MALFORMED",
        "oT261123174934oTD0oTZ-8,            MALFORMED",
        "oT261123174934.1,                   MALFORMED",
        "oT261123174934.1234,                MALFORMED",
        "'oT261123174934,123',               MALFORMED",
        "oT2611231749341.23,                 MALFORMED",
        "oT261123174934.123oTD2oTZ0oTI0,     MALFORMED",
        "oT261123174934.123oTD0,             MALFORMED",
        "oT261123174934.123oTZ-8,            MALFORMED",
        "oT261123174934.123oTZ-8oTD0,        MALFORMED",
        "oT261123174934.123oTD0oTZoTI0,      MALFORMED",
        "oT261123174934.123oTI,              MALFORMED",
        "oT261123174934.123oTI123456,        MALFORMED",
        "oT261123174934.123oTI-1,            MALFORMED",
        "'oT261123174934.123oTI0 ',          MALFORMED",
        "'oT261123174934.123 ',              MALFORMED",
        "oT261123174934.123oTI0oTD0oTZ0,     MALFORMED",
        "oT261123174934.123oTD0oTZ0oTI0oTI0, MALFORMED",
        // no such time
        "oT260230120000.000oTD0oTZ0oTI0,     BAD_TIME",
        "oT230229120000.000oTD0oTZ0oTI0,     BAD_TIME",
        "oT260001120000.000,                 BAD_TIME",
        "oT261301120000.000,                 BAD_TIME",
        "oT260100120000.000,                 BAD_TIME",
        "oT261123240000.000,                 BAD_TIME",
        "oT261123246000.000oTD0oTZ0,         BAD_TIME",
        "oT261123236000.000oTD0oTZ0,         BAD_TIME",
        "oT261123174960.000oTD0oTZ0,         BAD_TIME",
        // no such zone
        "oT261123174934.123oTD0oTZ60oTI0,    BAD_ZONE",
        "oT261123174934.123oTD0oTZ-120oTI0,  BAD_ZONE",
        "oT261123174934.123oTD0oTZ15.5,      BAD_ZONE",
        "oT261123174934.123oTD0oTZ337oTI0,   BAD_ZONE",
        "oT261123174934.123oTD0oTZ20oTI0,    BAD_ZONE",
        "oT261123174934.123oTD0oTZ-13oTI0,   BAD_ZONE",
        "oT261123174934.123oTD0oTZ-735oTI0,  BAD_ZONE",
        "oT261123174934.123oTD0oTZ855oTI0,   BAD_ZONE",
        "oT261123174934.123oTD0oTZ840oTI0,   BAD_ZONE",
        "oT261123174934.123oTD0oTZ9999oTI0,  BAD_ZONE",
        "oT261123174934.123oTD0oTZ+8oTI0,    BAD_ZONE",
        "oT261123174934.123oTD0oTZ08oTI0,    BAD_ZONE",
        "oT261123174934.123oTD0oTZ-0oTI0,    BAD_ZONE",
        "oT261123174934.123oTD0oTZ--8oTI0,   BAD_ZONE",
        "'oT261123174934.123oTD0oTZ-8 ',     BAD_ZONE",
    })
    void refusesWithReason(String text, Refusal reason) {
        assertThat(ClockCode.parse(text)).isEqualTo(new ClockCode.Refused(text, reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oT٢٦1123174934.123",
                "oT261123174934.123\n",
                "oT261123174934.123oTD0oTZ٨",
                "oT261123174934.123oTI١",
                "oT261123174934.123\0"
            })
    void refusesWhatOnlyLooksLikeAClock(String text) {
        assertThat(ClockCode.parse(text)).isInstanceOf(ClockCode.Refused.class);
    }

    @Test
    void refusesLongTextsWithoutLookingAtThem() {
        assertThat(ClockCode.parse("oT261123174934.123oTI" + "1".repeat(100_000)))
                .isInstanceOf(ClockCode.Refused.class);
    }

    /** Whatever a code holds, parsing answers; and it takes for a clock only what it can write back the same. */
    @Test
    void answersAnyText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "oTDZI0123456789.-+ x\u0000\uffff";
        String clock = "oT261123174934.123oTD0oTZ-8oTI12345";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(clock);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            if (ClockCode.parse(text.toString()) instanceof ClockCode.Valid valid) {
                assertThat(text.toString())
                        .as("seed %d", seed)
                        .startsWith("oT" + digits(valid.wall()))
                        .hasSizeLessThanOrEqualTo(40);
            }
        }
    }

    private static String digits(LocalDateTime t) {
        return java.time.format.DateTimeFormatter.ofPattern("yyMMddHHmmss.SSS").format(t);
    }

    private static ClockCode.Valid valid(String text) {
        assertThat(ClockCode.parse(text)).isInstanceOf(ClockCode.Valid.class);
        return (ClockCode.Valid) ClockCode.parse(text);
    }
}
