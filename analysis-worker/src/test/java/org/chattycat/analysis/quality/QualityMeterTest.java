package org.chattycat.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.qr.FrameQuality;
import org.chattycat.analysis.store.Samples;
import org.junit.jupiter.api.Test;

class QualityMeterTest {
    private static final Instant SECOND = Instant.parse("2026-11-23T20:00:00Z");

    private final List<VideoQualityWindow> closed = new ArrayList<>();
    private final QualityMeter meter = new QualityMeter(Samples.lease(1), closed::add);

    @Test
    void countsASecondAndStartsAnew() {
        meter.advance(SECOND.plusMillis(200));
        meter.packet(1_000, 0, 0);
        meter.packet(500, 0, 100_000);
        meter.lost(3);
        meter.frameDecoded(640, 480, 0);
        meter.frameDropped();
        meter.scanned();
        meter.shed();
        meter.keyframeRequested();
        meter.clockSeen();
        meter.clockRefused("FAST_PAGE");
        meter.clockRefused("FAST_PAGE");
        meter.picture(new FrameQuality(120, 45, 3));
        meter.mediaServer(0.44);
        meter.advance(SECOND.plusMillis(999));
        assertThat(closed).isEmpty();
        meter.advance(SECOND.plusMillis(1_001));
        assertThat(closed).singleElement().satisfies(window -> {
            assertThat(window.startsAt()).isEqualTo(SECOND);
            assertThat(window.packetsReceived()).isEqualTo(2);
            assertThat(window.packetsLost()).isEqualTo(3);
            assertThat(window.bytesReceived()).isEqualTo(1_500);
            assertThat(window.framesReceived()).isEqualTo(2);
            assertThat(window.framesDecoded()).isOne();
            assertThat(window.framesDropped()).isOne();
            assertThat(window.framesShed()).isOne();
            assertThat(window.width()).isEqualTo(640);
            assertThat(window.brightness()).isEqualTo(120);
            assertThat(window.refusals()).containsEntry("FAST_PAGE", 2);
            assertThat(window.mediaServerMs()).isEqualTo(0.44);
        });
        meter.advance(SECOND.plusSeconds(2));
        assertThat(closed.get(1).packetsReceived()).isZero();
        assertThat(closed.get(1).brightness()).isNull();
        assertThat(closed.get(1).refusals()).isEmpty();
    }

    @Test
    void aPictureThatStandsStillIsAFreezeThoughFramesCome() {
        meter.advance(SECOND);
        meter.picture(new FrameQuality(120, 45, 0.01));
        meter.advance(SECOND.plusSeconds(1));
        assertThat(closed.get(0).freezes()).isOne();
        assertThat(closed.get(0).frozenMs()).isEqualTo(1_000);
    }

    @Test
    void aLongGapIsAFreezeAShortOneIsNot() {
        Freezes freezes = new Freezes();
        long nanos = 0;
        for (int i = 0; i < 60; i++) {
            freezes.picture(nanos += 33_000_000);
        }
        freezes.picture(nanos += 180_000_000);
        assertThat(freezes.count()).isZero();
        freezes.picture(nanos += 533_000_000);
        assertThat(freezes.count()).isOne();
        assertThat(freezes.frozenMs()).isCloseTo(490, within(15.0));
    }

    @Test
    void slowVideoIsNoFreeze() {
        Freezes freezes = new Freezes();
        for (int i = 0; i < 50; i++) {
            freezes.picture(i * 190_000_000L);
        }
        assertThat(freezes.count()).isZero();
        freezes.picture(50 * 190_000_000L + 150_000_000L);
        assertThat(freezes.count()).isZero();
    }

    @Test
    void jitterFollowsTheStandardsFormula() {
        Jitter jitter = new Jitter();
        jitter.packet(0, 0);
        jitter.packet(3_000, 33_333_333);
        assertThat(jitter.ms()).isCloseTo(0, within(0.001));
        jitter.packet(6_000, 66_666_666 + 16_000_000);
        assertThat(jitter.ms()).isCloseTo(1, within(0.001));
    }
}
