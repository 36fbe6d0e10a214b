package org.chattycat.app.latency.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.MeasuredFrame;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MatchedFramesTest {
    private static final UUID PUBLICATION = UUID.randomUUID();
    private static final long START = Instant.parse("2026-11-26T13:00:00Z").toEpochMilli();
    private static final String CLOCK = "04711";
    /** The worker's stream wraps within these frames, and the page's stream has another offset. */
    private static final int WORKER_OFFSET = Integer.MAX_VALUE - 9_500;

    private static final int PAGE_OFFSET = 123_456_789;

    /** A frame that shows the text of the i-th tenth of a second. It is taken 30 ms after the clock changed. */
    private static MeasuredFrame measured(int i) {
        return new MeasuredFrame(
                PUBLICATION, CLOCK, at(100 * i), rtp(i) + WORKER_OFFSET, at(100 * i + 200), at(100 * i + 204));
    }

    private static ShownFrame shown(int i, int rtp, Double receivedMs) {
        return new ShownFrame(
                CLOCK, START + 100L * i, rtp + PAGE_OFFSET & 0xffff_ffffL, receivedMs, START + 100.0 * i + 310);
    }

    private static ShownFrame shown(int i) {
        return shown(i, rtp(i), START + 100.0 * i + 244);
    }

    private static int rtp(int i) {
        return (100 * i + 30) * 90;
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(START + ms);
    }

    private static List<MeasuredFrame> measured() {
        return List.of(measured(0), measured(1), measured(2), measured(3), measured(4));
    }

    @Test
    @DisplayName("The two parts of the way add up to what the page read from its screen")
    void partsOfTheSameFramesAddUp() {
        MatchedFrames matched = MatchedFrames.of(measured(), List.of(shown(1), shown(2), shown(3)));
        assertThat(matched.frames()).isEqualTo(3);
        assertThat(matched.cameraToServerMs()).isCloseTo(200, within(0.01));
        assertThat(matched.serverToScreenMs()).isCloseTo(110, within(0.01));
        assertThat(matched.downlinkMs()).isCloseTo(40, within(0.01));
    }

    @Test
    void aTextThatWasReadAFrameTooLateDoesNotCount() {
        ShownFrame late = shown(2, rtp(2) + 33 * 90, START + 500.0);
        MatchedFrames matched = MatchedFrames.of(measured(), List.of(shown(1), late, shown(3)));
        assertThat(matched.frames()).isEqualTo(2);
        assertThat(matched.serverToScreenMs()).isCloseTo(110, within(0.01));
        assertThat(MatchedFrames.of(measured(), List.of(shown(1), late)))
                .as("one against one")
                .isNull();
    }

    @Test
    @DisplayName("Timestamps that the media server computed anew may be rounded")
    void roundedTimestampsMatch() {
        assertThat(MatchedFrames.of(measured(), List.of(shown(1), shown(2, rtp(2) + 90, null)))
                        .downlinkMs())
                .isNull();
    }

    @Test
    void oneFrameProvesNothing() {
        assertThat(MatchedFrames.of(measured(), List.of(shown(1)))).isNull();
        assertThat(MatchedFrames.of(measured(), List.of())).isNull();
        assertThat(MatchedFrames.of(List.of(), List.of(shown(1), shown(2)))).isNull();
    }

    @Test
    void framesOfOtherClocksAndTextsDoNotMatch() {
        List<ShownFrame> others = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            ShownFrame frame = shown(i);
            others.add(new ShownFrame(
                    "00042", frame.clockMs(), frame.rtpTimestamp(), frame.receivedMs(), frame.shownMs()));
            others.add(shown(i + 10));
        }
        assertThat(MatchedFrames.of(measured(), others)).isNull();
    }

    @Test
    @DisplayName("A page that claims frames of another time is not believed")
    void impossibleInstantsDoNotMatch() {
        List<ShownFrame> wrong = List.of(
                new ShownFrame(CLOCK, START + 100, (long) rtp(1), null, START + 3_600_000.0),
                new ShownFrame(CLOCK, START + 200, (long) rtp(2), null, START + 3_600_100.0));
        assertThat(MatchedFrames.of(measured(), wrong)).isNull();
    }
}
