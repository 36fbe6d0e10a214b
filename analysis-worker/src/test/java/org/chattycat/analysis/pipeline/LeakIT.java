package org.chattycat.analysis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Taps that come and go leave native memory as it was; {@code bench analyse taps} shows it over thousands. */
@EnabledOnOs(OS.LINUX)
class LeakIT {
    private static final int TAPS = 200;
    /** One leaked decoder with its 640x480 frames is about 1.5 MB: 200 of them are 300 MB. */
    private static final long ALLOWED_GROWTH_KB = 60_000;

    @Test
    void tapsOpenAndCloseWithoutLeavingMemoryBehind() throws Exception {
        TapCycles.Result result = TapCycles.run(60, TAPS);
        System.out.println(result);
        assertThat(result.growthKb()).isLessThan(ALLOWED_GROWTH_KB);
    }
}
