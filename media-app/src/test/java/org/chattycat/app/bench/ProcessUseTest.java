package org.chattycat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUseTest {
    private static final String STAT =
            "42 (a (strange) name) S 1 42 42 0 -1 4194304 900 80 7 6 250 150 70 30 20 0 17 0 1234 9999 5000";

    @Test
    void countsTheTimeOfProcessesThatHaveEnded() {
        ProcessUse use = ProcessUse.parse(STAT, List.of("Name:\tx", "VmRSS:\t  10240 kB"));
        assertThat(use.cpuSeconds()).isEqualTo(5.0);
        assertThat(use.rssMiB()).isEqualTo(10);
        assertThat(use.cpuPercentSince(new ProcessUse(3, 0), 4)).isEqualTo(50, within(1e-9));
    }

    @Test
    void readsItsOwnProcess() {
        ProcessUse use = ProcessUse.ofThisProcess();
        assertThat(use.cpuSeconds()).isPositive();
        assertThat(use.rssMiB()).isGreaterThan(10);
    }
}
