package org.chattycat.app.latency.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GlassToGlassTest {
    private static final CameraToServer.Latency CAMERA =
            new CameraToServer.Latency(100, 90, 110, ClockSource.GOPRO, null);

    /** What a page reports of the delays; the rest is unknown. */
    private static ViewerReport report(
            Double rttMs,
            Double jitterBufferMs,
            Double decodeMs,
            Double processingMs,
            Double assemblyMs,
            Double displayMs) {
        return new ViewerReport(
                UUID.randomUUID(),
                rttMs,
                null,
                jitterBufferMs,
                decodeMs,
                processingMs,
                assemblyMs,
                displayMs,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    @DisplayName("The stages add up to the whole, and the time between a frame's packets counts once")
    void stagesAddUp() {
        GlassToGlass way = GlassToGlass.of(CAMERA, report(40.0, 30.0, 5.0, 35.0, 4.0, 50.0), 2.0);
        assertThat(way.downlinkMs()).isEqualTo(20);
        assertThat(way.renderMs()).isEqualTo(19);
        assertThat(way.estimateMs())
                .isEqualTo(100 + 20 + 54)
                .isEqualTo(way.cameraToServerMs()
                        + way.downlinkMs()
                        + way.jitterBufferMs()
                        + way.decodeMs()
                        + way.renderMs());
    }

    @Test
    @DisplayName("The bounds allow any division of the round trip, and one refresh of the screen")
    void boundsContainEveryPath() {
        GlassToGlass way = GlassToGlass.of(CAMERA, report(40.0, 30.0, 5.0, 35.0, 4.0, 50.0), 2.0);
        assertThat(way.lowerMs()).isCloseTo(90 + 54 - 16.7, within(0.1));
        assertThat(way.upperMs()).isCloseTo(110 + 40 + 54 + 16.7, within(0.1));
    }

    @Test
    @DisplayName("The processing contains the jitter buffer, so only the rest of it is decoding")
    void processingContainsTheJitterBuffer() {
        GlassToGlass way = GlassToGlass.of(CAMERA, report(40.0, 30.0, null, 35.0, 4.0, 50.0), 2.0);
        assertThat(way.decodeMs()).isEqualTo(5);
        assertThat(way.estimateMs()).isEqualTo(174);
    }

    @Test
    @DisplayName("The capture and the media server are parts of camera to server, so they do not change the sum")
    void partsOfCameraToServerAreNotAdded() {
        CameraToServer.Latency camera =
                new CameraToServer.Latency(100, 90, 110, ClockSource.OWN, new CameraToServer.Capture(60, 12));
        GlassToGlass way = GlassToGlass.of(camera, report(40.0, 30.0, 5.0, 35.0, 4.0, 50.0), 2.0);
        assertThat(way.captureMs()).isEqualTo(60);
        assertThat(way.capturePlusMinusMs()).isEqualTo(12);
        assertThat(way.mediaServerMs()).isEqualTo(2);
        assertThat(way.estimateMs()).isEqualTo(174);
    }

    @Test
    void aHiddenTabLeavesTheScreenUnknown() {
        GlassToGlass way = GlassToGlass.of(CAMERA, report(40.0, 30.0, 5.0, 35.0, 4.0, null), 2.0);
        assertThat(way.jitterBufferMs()).isEqualTo(30);
        assertThat(way.renderMs()).isNull();
        assertThat(way.estimateMs()).isNull();
        assertThat(way.lowerMs()).isNull();
        assertThat(way.upperMs()).isNull();
    }

    @Test
    void anUnknownRoundTripLeavesTheSumUnknown() {
        GlassToGlass way = GlassToGlass.of(CAMERA, report(null, 30.0, 5.0, 35.0, 4.0, 50.0), 2.0);
        assertThat(way.downlinkMs()).isNull();
        assertThat(way.renderMs()).isEqualTo(19);
        assertThat(way.estimateMs()).isNull();
    }

    @Test
    void withoutAClockTheViewersStagesAreStillKnown() {
        GlassToGlass way = GlassToGlass.of(null, report(40.0, 30.0, 5.0, 35.0, 4.0, 50.0), 2.0);
        assertThat(way.cameraToServerMs()).isNull();
        assertThat(way.cameraSource()).isNull();
        assertThat(way.renderMs()).isEqualTo(19);
        assertThat(way.estimateMs()).isNull();
    }

    @Test
    @DisplayName("Means over different frames may disagree: no stage is negative")
    void noStageIsNegative() {
        GlassToGlass way = GlassToGlass.of(CAMERA, report(40.0, 60.0, 5.0, 50.0, 4.0, 50.0), 2.0);
        assertThat(way.renderMs()).isZero();
        assertThat(GlassToGlass.of(CAMERA, report(40.0, 60.0, null, 50.0, 4.0, 50.0), 2.0)
                        .decodeMs())
                .isZero();
    }
}
