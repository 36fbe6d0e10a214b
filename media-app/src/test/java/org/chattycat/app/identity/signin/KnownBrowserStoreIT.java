package org.chattycat.app.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.FailingStatement;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.EmailAddress;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ChattyCatTest
class KnownBrowserStoreIT {
    private static final EmailAddress ADA = new EmailAddress("ada@known.example");

    @Autowired
    private KnownBrowserStore store;

    @Autowired
    private Accounts accounts;

    @Autowired
    private DatabaseClient database;

    @Test
    void keepsTheOldSecretWhenAStatementFails() {
        UUID account = accounts.signIn(ADA).block().id();
        store.remember(account, "", "first").block();

        try (FailingStatement failing =
                new FailingStatement(database, "insert", "known_browser", "new.account_id = '" + account + "'")) {
            assertThatThrownBy(() -> store.remember(account, "first", "second").block())
                    .hasMessageContaining("made to fail");
        }
        assertThat(store.isKnown(ADA, "first").block()).isTrue();
        assertThat(store.isKnown(ADA, "second").block()).isFalse();

        store.remember(account, "first", "second").block();
        assertThat(store.isKnown(ADA, "first").block()).isFalse();
        assertThat(store.isKnown(ADA, "second").block()).isTrue();
    }
}
