package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.store.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecondWindowsTest {
    private static final Instant SECOND = Instant.parse("2026-11-23T20:00:00Z");

    private final List<LatencyWindow> closed = new ArrayList<>();
    private final SecondWindows windows = new SecondWindows(Samples.lease(1), closed::add);

    @Test
    void sumsUpASecondLosingNothing() {
        for (int i = 1; i <= 100; i++) {
            windows.add(
                    SECOND.plusMillis(9 * i),
                    new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID),
                    i);
        }
        windows.closeBefore(SECOND.plusMillis(999));
        assertThat(closed).isEmpty();
        windows.closeBefore(SECOND.plusSeconds(1));
        assertThat(closed).singleElement().satisfies(window -> {
            assertThat(window.startsAt()).isEqualTo(SECOND);
            assertThat(window.measurements()).isEqualTo(100);
            assertThat(window.minMs()).isEqualTo(1);
            assertThat(window.p50Ms()).isEqualTo(50);
            assertThat(window.p95Ms()).isEqualTo(95);
            assertThat(window.maxMs()).isEqualTo(100);
        });
    }

    @Test
    void whatWasLookedAtLateCountsInTheNextSecondAndNoneIsClosedTwice() {
        windows.add(
                SECOND.plusMillis(100), new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 1);
        windows.closeBefore(SECOND.plusSeconds(1));
        windows.add(
                SECOND.plusMillis(900), new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 2);
        windows.add(
                SECOND.plusMillis(1_100), new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 3);
        windows.closeBefore(SECOND.plusSeconds(2));
        assertThat(closed).extracting(LatencyWindow::startsAt).containsExactly(SECOND, SECOND.plusSeconds(1));
        assertThat(closed).extracting(LatencyWindow::measurements).containsExactly(1, 2);
    }

    @Test
    void theLastSecondIsNotLostWhenAStreamEnds() {
        windows.add(
                SECOND.plusMillis(100), new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 1);
        windows.close();
        windows.close();
        assertThat(closed)
                .singleElement()
                .extracting(LatencyWindow::measurements)
                .isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackIsFollowed() {
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 1);
        windows.closeBefore(SECOND.plusSeconds(1));
        windows.add(
                SECOND.minusSeconds(3_600),
                new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID),
                2);
        windows.closeBefore(SECOND);
        assertThat(closed.get(1).startsAt()).isEqualTo(SECOND.minusSeconds(3_600));
    }

    @Test
    void neverMixesSourcesNorFaultyClocksWithOthers() {
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 100);
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.OWN, null, 1, SampleValidity.VALID), 200);
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.CLOCK_FAULT), -5_000);
        windows.add(
                SECOND.plusSeconds(5), new SecondWindows.Kind(ClockSource.GOPRO, null, 1, SampleValidity.VALID), 100);
        assertThat(closed).hasSize(3).allSatisfy(window -> assertThat(window.measurements())
                .isOne());
    }

    @Test
    @DisplayName("Two clocks of one source have windows of their own")
    void neverMixesClocks() {
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.OWN, "00001", 1, SampleValidity.VALID), 86);
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.OWN, "00002", 1, SampleValidity.VALID), 386);
        windows.add(SECOND, new SecondWindows.Kind(ClockSource.OWN, "00002", 2, SampleValidity.VALID), 586);
        windows.close();
        assertThat(closed).extracting(LatencyWindow::p50Ms).containsExactlyInAnyOrder(86.0, 386.0, 586.0);
        assertThat(closed).allSatisfy(window -> assertThat(window.minMs()).isEqualTo(window.maxMs()));
    }
}
