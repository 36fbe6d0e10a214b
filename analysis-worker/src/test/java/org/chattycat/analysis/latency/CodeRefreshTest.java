package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.analysis.live.ClockSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodeRefreshTest {
    private static final long SECOND = 1_000_000_000L;
    private final CodeRefresh refresh = new CodeRefresh();

    @Test
    @DisplayName("A GoPro text is at most 38 ms old, and one of ours 117 ms, however rare frames are")
    void byTheirPages() {
        refresh.replaced(0, SECOND);
        assertThat(refresh.maxMs(ClockSource.GOPRO, 200)).isEqualTo(38);
        assertThat(refresh.maxMs(ClockSource.OWN, 200)).isEqualTo(117);
    }

    @Test
    @DisplayName("A text that is read again and again shows a slow page, for ten seconds")
    void aSlowPage() {
        refresh.replaced(67, SECOND);
        refresh.replaced(0, 2 * SECOND);
        assertThat(refresh.maxMs(ClockSource.GOPRO, 33)).isEqualTo(67 + 66);
        refresh.replaced(0, 12 * SECOND);
        assertThat(refresh.maxMs(ClockSource.GOPRO, 33)).isEqualTo(38);
    }
}
