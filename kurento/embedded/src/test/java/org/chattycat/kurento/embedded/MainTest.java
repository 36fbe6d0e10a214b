package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void acceptsAPort() {
        assertThat(Main.port()).isEqualTo(8888);
        assertThat(Main.port("--port", "0")).isZero();
        assertThat(Main.port("--port", "65535")).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port -1", "--port 65536", "--port x", "--port 1 2", "8888", "--help"})
    void explainsInvalidArguments(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.port(line.split(" ")))
                .withMessageContaining("usage");
    }
}
