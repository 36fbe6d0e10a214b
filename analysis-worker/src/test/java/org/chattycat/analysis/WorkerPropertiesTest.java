package org.chattycat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.chattycat.analysis.lease.LeaseProperties;
import org.chattycat.analysis.rtp.RtpProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPropertiesTest {
    @Test
    void theDefaultsAreWhatTheFileSays() {
        WorkerProperties defaults = WorkerProperties.defaults();
        assertThat(defaults.lease().period()).isEqualTo(Duration.ofSeconds(4));
        assertThat(defaults.rtp().receiveBufferBytes()).isEqualTo(4 << 20);
        assertThat(defaults.scan().poolSize())
                .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    @Test
    void wrongSettingsAreRefusedWithASentence() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaseProperties(second, second, second, 10))
                .withMessage("The lease period must be at least three heartbeats.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RtpProperties("", 5_000, 4_000, 1 << 20, second, second))
                .withMessageContaining("port range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db.example:5433/cats",
                "jdbc:postgresql://db.example/cats",
                "r2dbc:postgresql://db.example:5432/cats"
            })
    void knowsTheUsualFormsOfADatabaseUrl(String url) {
        DatabaseProperties properties = new DatabaseProperties(url, "cat", "secret");
        assertThat(properties.connectionFactory(Duration.ofSeconds(1))).isNotNull();
        assertThat(properties).asString().doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db.example/cats", "mysql://h/d", "postgresql://h", "postgresql://u:geheim@ h/d"})
    void refusesAnyOtherWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseProperties(url, null, null))
                .withMessageContaining("postgresql://host:port/database")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("geheim"));
    }
}
