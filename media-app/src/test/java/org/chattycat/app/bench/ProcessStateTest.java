package org.chattycat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class ProcessStateTest {
    @Test
    void readsThisProcess() throws Exception {
        ProcessState state = ProcessState.of(ProcessHandle.current().pid());
        assertThat(state.heapMiB()).isBetween(1.0, state.rssMiB());
        assertThat(state.threads()).isPositive();
        assertThat(state.descriptors()).isPositive();
    }

    @Test
    void explainsWhyThereIsNoHistogram() {
        assertThatIOException()
                .isThrownBy(() -> ProcessState.totalBytes("1234:\njava.io.IOException: No such process\n"))
                .withMessageContaining("No such process");
    }
}
