package org.chattycat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoakOptionsTest {
    @Test
    void defaultIsHalfAnHourWithAnySeed() {
        SoakOptions options = SoakOptions.parse();
        assertThat(options.scenario()).isEqualTo(new Scenario(2, 3));
        assertThat(options.length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(options.seed()).isNotEqualTo(SoakOptions.parse().seed());
    }

    @Test
    void readsEverything() {
        assertThat(SoakOptions.parse("1x2", "--minutes", "1.5", "--seed", "-7"))
                .isEqualTo(new SoakOptions(new Scenario(1, 2), Duration.ofSeconds(90), -7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2x1", "2", "--seed", "--seed many", "--minutes 0", "--kurento ws://127.0.0.1:8888/kurento"})
    void explainsWhatItRefuses(String arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakOptions.parse(arguments.split(" ")))
                .withMessageContaining("usage: ./chatty-cat bench soak");
    }
}
