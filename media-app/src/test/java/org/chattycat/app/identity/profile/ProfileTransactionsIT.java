package org.chattycat.app.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.FailingStatement;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.text.Sha256;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;

/** Changes of several statements write everything or nothing. */
@ChattyCatTest
class ProfileTransactionsIT {
    @Autowired
    private EmailChanges changes;

    @Autowired
    private EmailChangeRepository stored;

    @Autowired
    private AccountDeletion deletion;

    @Autowired
    private Accounts accounts;

    @Autowired
    private AuditLog audit;

    @Autowired
    private DatabaseClient database;

    @Test
    void keepsTheTokenWhenTheAddressIsTaken() {
        EmailAddress wanted = new EmailAddress("wanted@transactions.example");
        UUID ada = account("ada");
        UUID other = accounts.signIn(wanted).block().id();
        String token = "token";
        stored.put(ada, Sha256.of(token), wanted.value(), Instant.now().plus(Duration.ofHours(1)))
                .block();

        assertThatThrownBy(() ->
                        changes.confirm(ada, "ada@transactions.example", token).block())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(changes.of(ada).collectList().block()).hasSize(1);
        assertThat(accounts.find(ada).block().email()).isEqualTo("ada@transactions.example");

        accounts.delete(other).block();
        assertThat(changes.confirm(ada, "ada@transactions.example", token).block())
                .isEqualTo(wanted);
        assertThat(changes.of(ada).collectList().block()).isEmpty();
    }

    @Test
    void deletesNothingWhenTheLastStatementFails() {
        UUID bob = account("bob");
        audit.note(AuditKind.SIGNED_OUT, bob, new Client("192.0.2.7", "Firefox"), "kept")
                .block();

        try (FailingStatement failing = new FailingStatement(database, "delete", "account", "old.id = '" + bob + "'")) {
            assertThatThrownBy(() ->
                            deletion.delete(bob, "bob@transactions.example").block())
                    .hasMessageContaining("made to fail");
        }
        try (FailingStatement failing = new FailingStatement(
                database, "insert", "outgoing_email", "new.recipient = 'bob@transactions.example'")) {
            assertThatThrownBy(() ->
                            deletion.delete(bob, "bob@transactions.example").block())
                    .as("the email that tells it")
                    .hasMessageContaining("made to fail");
        }
        assertThat(addressesInAuditLog(bob)).isEqualTo(1);
        assertThat(accounts.find(bob).block()).isNotNull();

        deletion.delete(bob, "bob@transactions.example").block();
        assertThat(addressesInAuditLog(bob)).isZero();
        assertThat(accounts.find(bob).block()).isNull();
    }

    private UUID account(String name) {
        return accounts.signIn(new EmailAddress(name + "@transactions.example"))
                .block()
                .id();
    }

    private long addressesInAuditLog(UUID account) {
        return database.sql("select count(address) from audit_event where account_id = :account")
                .bind("account", account)
                .mapValue(Long.class)
                .one()
                .block();
    }
}
