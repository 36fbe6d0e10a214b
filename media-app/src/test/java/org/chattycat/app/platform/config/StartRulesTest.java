package org.chattycat.app.platform.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

class StartRulesTest {
    private static final String SENDER = "chattycat.mail.from=Chatty Cat <no-reply@example.org>";

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
                .hasMessageContaining("has no mail server to send sign-in links.");
    }

    @Test
    void aMailServerAllowsAnyAddressAndUrl() {
        assertThatCode(() -> check("0.0.0.0", "https://call.example.org", "smtp.example.org"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no sender for its email",
                "Chatty Cat | is not an email address",
                "no-reply | is not an email address",
                "a@example.org, b@example.org | is not an email address",
            })
    void aMailServerRequiresASender(String from, String why) {
        assertThatThrownBy(() -> checkMail("chattycat.mail.from=" + from))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(why)
                .extracting("action")
                .asString()
                .contains("CHATTYCAT_MAIL_FROM");
    }

    @Test
    void aPasswordIsNotSentInTheClear() {
        assertThatThrownBy(() -> checkMail(SENDER, "chattycat.mail.starttls=false", "spring.mail.username=cat"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("unencrypted");
        assertThatThrownBy(() -> checkMail(
                        SENDER,
                        "spring.mail.properties[mail.smtp.starttls.required]=false",
                        "spring.mail.username=cat"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("unencrypted");
        assertThatCode(() -> checkMail(SENDER, "spring.mail.username=cat")).doesNotThrowAnyException();
        assertThatCode(() -> checkMail(
                        SENDER,
                        "chattycat.mail.starttls=false",
                        "spring.mail.ssl.enabled=true",
                        "spring.mail.username=cat"))
                .doesNotThrowAnyException();
        assertThatCode(() -> checkMail(SENDER, "chattycat.mail.starttls=false", "spring.mail.username="))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "chattycat.mail.starttls, CHATTYCAT_MAIL_STARTTLS",
        "chattycat.worker.embedded, CHATTYCAT_WORKER_EMBEDDED"
    })
    void refusesAnUnclearSwitch(String setting, String variable) {
        assertThatThrownBy(() -> checkMail(SENDER, setting + "=yes"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(variable + " is 'yes'");
        assertThatCode(() -> checkMail(SENDER, setting + "=false")).doesNotThrowAnyException();
    }

    private static void check(String address, String publicUrl, String mailHost) {
        check("server.address=" + address, "chattycat.public-url=" + publicUrl, "spring.mail.host=" + mailHost, SENDER);
    }

    private static void checkMail(String... properties) {
        check(Stream.concat(Stream.of("spring.mail.host=smtp.example.org"), Stream.of(properties))
                .toArray(String[]::new));
    }

    private static void check(String... properties) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            TestPropertyValues.of(properties).applyTo(context);
            new StartRules().initialize(context);
        }
    }
}
