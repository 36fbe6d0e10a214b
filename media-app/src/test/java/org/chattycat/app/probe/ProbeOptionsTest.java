package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeOptionsTest {
    @Test
    void oneRoundIsTheDefault() {
        assertThat(ProbeOptions.parse("--url", "https://call.example.org/"))
                .isEqualTo(new ProbeOptions(
                        "https://call.example.org", null, Duration.ofSeconds(5), ProbeOptions.LIMIT, null));
    }

    @Test
    void readsEverything() {
        assertThat(ProbeOptions.parse(
                        "--every",
                        "1m",
                        "--for",
                        "10s",
                        "--metrics",
                        "/tmp/probe.prom",
                        "--url",
                        "http://localhost:8080"))
                .isEqualTo(new ProbeOptions(
                        "http://localhost:8080",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        ProbeOptions.LIMIT,
                        Path.of("/tmp/probe.prom")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--every 60s",
                "--url",
                "--url call.example.org",
                "--url ftp://call.example.org",
                "--url https://call.example.org/room/1",
                "--url https://call.example.org?token=1",
                "--url https://user@call.example.org",
                "--url https://call.example.org --every 29s",
                "--url https://call.example.org --every 60",
                "--url https://call.example.org --every 25h",
                "--url https://call.example.org --for 0s",
                "--url https://call.example.org --for 2m",
                "--token secret"
            })
    void explainsWhatItRefuses(String arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeOptions.parse(arguments.split(" ")))
                .withMessageContaining("usage: ./chatty-cat probe");
    }
}
