package org.chattycat.analysis.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveNotificationTest {
    private static final UUID WORKER = UUID.randomUUID();
    private static final LatencySample MEASUREMENT = new LatencySample(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Instant.parse("2026-11-23T20:00:00.212345Z"),
            Instant.parse("2026-11-23T20:00:00.001Z"),
            211.345,
            95.123,
            211.845,
            204.5,
            112.345,
            211.845,
            15.25,
            ClockSource.PAIR,
            SampleZone.INFERRED,
            "00042",
            2,
            SampleValidity.CLOCK_FAULT);

    private static final SeenCodes SEEN = new SeenCodes(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Collections.nCopies(
                    SeenCodes.MAX_CODES,
                    new SeenCode(
                            SeenCode.State.SECOND_CODE,
                            List.of(0.1234, 0.1234, 0.2345, 0.1234, 0.2345, 0.3456, 0.1234, 0.3456),
                            "00042")));

    private static final MeasuredFrame FRAME = new MeasuredFrame(
            UUID.randomUUID(),
            "00042",
            Instant.parse("2026-11-23T20:00:00.001Z"),
            Integer.MIN_VALUE,
            Instant.parse("2026-11-23T20:00:00.212345Z"),
            Instant.parse("2026-11-23T20:00:00.213456Z"));

    @Test
    void travelsAndComesBackEqual() {
        Advice advice = new Advice(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "FAST_PAGE", "Öffne \"Local\"", "", true);
        Advice withdrawal = Advice.withdrawal(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "FAST_PAGE");
        LiveNotification sent = new LiveNotification(
                WORKER, List.of(MEASUREMENT), List.of(advice, withdrawal), List.of(SEEN), List.of(FRAME));
        assertThat(LiveNotification.parse(sent.toJson())).contains(sent);
    }

    @Test
    void twentyTwoMeasurementsFitIntoAPayload() {
        String json = new LiveNotification(
                        WORKER, Collections.nCopies(22, MEASUREMENT), List.of(), List.of(), List.of())
                .toJson();
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LiveNotification.MAX_BYTES);
    }

    @Test
    @DisplayName("The codes of a picture take at most the room of two measurements")
    void seenCodesTakeTheRoomOfTwoMeasurements() {
        String json = new LiveNotification(
                        WORKER,
                        Collections.nCopies(16, MEASUREMENT),
                        List.of(),
                        Collections.nCopies(3, SEEN),
                        List.of())
                .toJson();
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LiveNotification.MAX_BYTES);
    }

    @Test
    @DisplayName("Three frames take at most the room of a measurement")
    void threeFramesTakeTheRoomOfAMeasurement() {
        String json = new LiveNotification(
                        WORKER,
                        Collections.nCopies(19, MEASUREMENT),
                        List.of(),
                        List.of(),
                        Collections.nCopies(9, FRAME))
                .toJson();
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LiveNotification.MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"worker\":7}",
                "{\"worker\":\"00000000-0000-0000-0000-000000000000\",\"measurements\":[[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]]}"
            })
    void aForeignPayloadIsIgnored(String payload) {
        assertThat(LiveNotification.parse(payload)).isEmpty();
    }
}
