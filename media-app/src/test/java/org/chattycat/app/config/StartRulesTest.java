package org.chattycat.app.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

class StartRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | ''",
                "::1 | ''",
                "localhost | http://localhost:8080",
                "127.0.0.1 | http://127.0.0.1:9000"
            })
    void startsOnLoopbackWithoutAMailServer(String address, String publicUrl) {
        assertThatCode(() -> check(address, publicUrl, "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0 | ''",
                ":: | ''",
                "192.0.2.1 | ''",
                "myhost | ''",
                "127.0.0.1 | https://call.example.org",
                "127.0.0.1 | http://localhost.example.org"
            })
    void refusesToBeReachableWithoutAMailServer(String address, String publicUrl) {
        assertThatThrownBy(() -> check(address, publicUrl, ""))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("has no mail server to send sign-in links by.");
    }

    @Test
    void aMailServerAllowsBoth() {
        assertThatCode(() -> check("0.0.0.0", "https://call.example.org", "smtp.example.org"))
                .doesNotThrowAnyException();
    }

    private static void check(String address, String publicUrl, String mailHost) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            TestPropertyValues.of(
                            "server.address=" + address,
                            "chattycat.public-url=" + publicUrl,
                            "spring.mail.host=" + mailHost)
                    .applyTo(context);
            new StartRules().initialize(context);
        }
    }
}
