package org.chattycat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {
    @Test
    void defaultIsFourMeetingsOfFourForFiveMinutes() {
        assertThat(CallOptions.parse())
                .isEqualTo(new CallOptions(new Scenario(4, 4), Duration.ofMinutes(5), null, null));
    }

    @Test
    void readsEverything() {
        assertThat(CallOptions.parse("10x6", "--minutes", "0.5", "--kurento", "ws://127.0.0.1:8888/kurento"))
                .isEqualTo(new CallOptions(
                        new Scenario(10, 6), Duration.ofSeconds(30), "ws://127.0.0.1:8888/kurento", null));
        assertThat(CallOptions.parse("--url", "https://call.example.org/", "2x2")
                        .url())
                .isEqualTo("https://call.example.org");
        assertThat(CallOptions.parse("10x6").scenario()).hasToString("10x6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "0x4",
                "4x0",
                "4x26",
                "100x6",
                "-1x4",
                "--minutes",
                "--minutes 0",
                "--minutes -1",
                "--minutes NaN",
                "--minutes many",
                "--url call.example.org",
                "--kurento http://127.0.0.1:8888",
                "--url https://call.example.org --kurento ws://127.0.0.1:8888/kurento",
                "--unknown"
            })
    void explainsWhatItRefuses(String arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.parse(arguments.split(" ")))
                .withMessageContaining("usage: ./chatty-cat bench call");
    }
}
