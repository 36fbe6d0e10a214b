package org.chattycat.app.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "' Ada.Lovelace@Example.ORG ', ada.lovelace@example.org",
        "a+b@sub.example.org, a+b@sub.example.org",
        "root@localhost, root@localhost",
        "ada@bücher.example, ada@xn--bcher-kva.example"
    })
    void readsWhatPeopleType(String typed, String address) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@example..org",
                "ada@-example.org",
                ".ada@example.org",
                "ada@example.org, eve@example.org",
                "ada@example.org\nBcc: eve@example.org",
                "Ada <ada@example.org>",
                "\"a b\"@example.org",
                "ada@[127.0.0.1]",
                "a da@example.org"
            })
    void refusesEverythingElse(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse(typed))
                .withMessage("This is not a valid email address.");
    }

    @Test
    void refusesMissingAndTooLongAddresses() {
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.parse(null));
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.parse("a@" + "example.".repeat(40) + "org"));
    }
}
