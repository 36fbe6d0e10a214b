package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import org.chattycat.kurento.embedded.Main.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void acceptsAPortAndOrigins() {
        assertThat(Options.parse()).isEqualTo(new Options(8888, Set.of(), Optional.empty()));
        assertThat(Options.parse("--port", "0").port()).isZero();
        assertThat(Options.parse("--port", "65535").port()).isEqualTo(65535);
        assertThat(Options.parse("--allow-origin", "https://one.example", "--allow-origin", "http://two.example:81")
                        .origins())
                .containsExactly("https://one.example", "http://two.example:81");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port -1",
                "--port 65536",
                "--port x",
                "--port 1 2",
                "8888",
                "--help",
                "--allow-origin",
                "--allow-origin example.org",
                "--allow-origin https://example.org/page",
                "--media-dir",
                "--media-dir /does/not/exist"
            })
    void explainsInvalidArguments(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(line.split(" ")))
                .withMessageContaining("usage");
    }
}
