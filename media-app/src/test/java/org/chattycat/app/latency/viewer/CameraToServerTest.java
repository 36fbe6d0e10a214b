package org.chattycat.app.latency.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.latency.LiveValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CameraToServerTest {
    private static final UUID PUBLICATION = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-26T13:00:00Z");

    private final LiveValues values = new LiveValues();
    private final CameraToServer cameraToServer = new CameraToServer(values, Clock.fixed(NOW, ZoneOffset.UTC));

    private void measured(ClockSource source, double ms, Double plusMinusMs, Duration ago, SampleValidity validity) {
        Instant at = NOW.minus(ago);
        values.measured(List.of(new LatencySample(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                PUBLICATION,
                at,
                at,
                ms,
                ms - 10,
                ms + 10,
                ms,
                ms - 10,
                ms + 10,
                plusMinusMs,
                source,
                SampleZone.ZONED,
                null,
                1,
                validity)));
    }

    private void measured(ClockSource source, double ms) {
        measured(source, ms, 4.0, Duration.ZERO, SampleValidity.VALID);
    }

    @Test
    @DisplayName("A clock page and a stamp in one picture give the camera's own delay")
    void captureIsTheDifferenceOfFilmedClockAndStamp() {
        measured(ClockSource.OWN, 211, 12.0, Duration.ofMillis(200), SampleValidity.VALID);
        measured(ClockSource.STAMP, 150, 5.0, Duration.ZERO, SampleValidity.VALID);
        CameraToServer.Latency latency = cameraToServer.of(PUBLICATION).orElseThrow();
        assertThat(latency.source()).isEqualTo(ClockSource.OWN);
        assertThat(latency.estimateMs()).isEqualTo(211);
        assertThat(latency.capture().ms()).isEqualTo(61);
        assertThat(latency.capture().plusMinusMs()).isCloseTo(13, within(0.001));
    }

    @Test
    @DisplayName("The difference to a GoPro code is not the capture: nobody knows how far its clock is off")
    void otherClocksLeaveTheCaptureUnknown() {
        measured(ClockSource.GOPRO, 211);
        measured(ClockSource.STAMP, 150);
        CameraToServer.Latency latency = cameraToServer.of(PUBLICATION).orElseThrow();
        assertThat(latency.source()).isEqualTo(ClockSource.GOPRO);
        assertThat(latency.capture()).isNull();
    }

    @Test
    void clocksOfDifferentPicturesLeaveTheCaptureUnknown() {
        measured(ClockSource.OWN, 211, 4.0, Duration.ofMillis(1200), SampleValidity.VALID);
        measured(ClockSource.STAMP, 150);
        assertThat(cameraToServer.of(PUBLICATION).orElseThrow().capture()).isNull();
    }

    @Test
    void onlyRecentValidValuesCount() {
        measured(ClockSource.OWN, 211, 4.0, Duration.ofSeconds(3), SampleValidity.VALID);
        measured(ClockSource.GOPRO, 90, 4.0, Duration.ZERO, SampleValidity.IMPLAUSIBLE);
        measured(ClockSource.PAIR, 90);
        assertThat(cameraToServer.of(PUBLICATION)).isEmpty();
        measured(ClockSource.STAMP, 150);
        assertThat(cameraToServer.of(PUBLICATION).orElseThrow().source()).isEqualTo(ClockSource.STAMP);
    }
}
