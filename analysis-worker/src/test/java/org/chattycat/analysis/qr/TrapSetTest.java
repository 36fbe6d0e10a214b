package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.analysis.video.OpenCv;
import org.junit.jupiter.api.Test;

/** A sample of {@code bench read traps}. */
class TrapSetTest {
    private static final int FRAMES = 600;

    @Test
    void readsNoTimeThatIsNotShown() throws Exception {
        OpenCv.load();
        long seed = System.nanoTime();
        TrapSet.Result result = TrapSet.run(seed, FRAMES);
        assertThat(result.wrong()).as("seed %d: %s", seed, result).isZero();
        // The photos, the Fast page and other texts are read: the traps are readable.
        assertThat(result.codes()).isGreaterThan(FRAMES / 4);
    }
}
