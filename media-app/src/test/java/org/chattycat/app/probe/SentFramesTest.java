package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SentFramesTest {
    private final SentFrames sent = new SentFrames();

    @Test
    void knowsWhenAClockWasSent() {
        sent.add(frame(1_000), 5_000_000);
        sent.add(frame(1_066), 71_000_000);
        assertThat(sent.ageOfClockMs(1_000, 105_000_000)).isEqualTo(100);
        assertThat(sent.ageOfClockMs(1_066, 105_000_000)).isEqualTo(34);
        assertThat(sent.ageOfClockMs(1_033, 105_000_000)).isNaN();
    }

    @Test
    void knowsWhichFrameArrived() {
        sent.add(frame(1_000), 5_000_000);
        sent.add(frame(1_066), 71_000_000);
        assertThat(sent.ageOfChecksumMs(frame(1_000).checksum(), 25_000_000)).isEqualTo(20);
        assertThat(sent.ageOfChecksumMs(frame(1_001).checksum(), 25_000_000)).isNaN();
        assertThat(sent.ageOfChecksumMs(0, 25_000_000)).isNaN();
    }

    private static ClockVideo.Frame frame(long clockMs) {
        return new ClockVideo.Frame(clockMs, 0, ("frame " + clockMs).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void forgetsOldClocks() {
        for (int clock = 0; clock < 5_000; clock++) {
            sent.add(frame(clock), clock + 1);
        }
        assertThat(sent.ageOfClockMs(0, 5_000)).isNaN();
        assertThat(sent.ageOfClockMs(4_999, 5_000)).isNotNaN();
    }

    @Test
    void measurementNamesTheClockThatWasShown() {
        String measurement = "{\"arrivedAt\": \"2026-03-01T09:30:00.123456Z\", \"latencyMs\": 187.456}";
        assertThat(Measured.clockMs(JsonMapper.builder().build().readTree(measurement)))
                .isEqualTo(Instant.parse("2026-03-01T09:29:59.936Z").toEpochMilli());
    }
}
