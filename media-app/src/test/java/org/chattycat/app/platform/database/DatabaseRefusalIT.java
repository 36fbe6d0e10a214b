package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.chattycat.app.platform.config.StartRefusedException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that cannot be used is refused in one sentence that names what is wrong. */
class DatabaseRefusalIT {
    private final DatabaseAddress good = SharedPostgres.freshDatabase();

    private static StartRefusedException refusal(DatabaseAddress address) {
        Flyway flyway = Flyway.configure()
                .dataSource(new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password()))
                .load();
        StartRefusedException refusal = catchThrowableOfType(
                StartRefusedException.class, () -> new SchemaMigration(address, address).migrate(flyway));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).hasLineCount(1).endsWith(".").hasSizeLessThan(300);
        return refusal;
    }

    private DatabaseAddress with(String database, String username, String password, String sslMode) {
        return new DatabaseAddress(good.host(), good.port(), database, username, password, sslMode);
    }

    @Test
    void wrongPassword() {
        assertThat(refusal(with(good.database(), good.username(), "wrong", "disable")))
                .hasMessageContaining("refuses the user or the password")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void missingDatabase() {
        assertThat(refusal(with("nowhere", good.username(), good.password(), "disable")))
                .hasMessage("The server has no database nowhere.");
    }

    @Test
    void tooFewRights() {
        SharedPostgres.addUser("reader");
        assertThat(refusal(with(good.database(), "reader", "reader", "disable")))
                .hasMessageContaining("reader has too few rights")
                .hasMessageContaining("public");
    }

    @Test
    void serverWithoutTls() {
        assertThat(refusal(with(good.database(), good.username(), good.password(), "require")))
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("SSL");
    }

    @Test
    void noServer() {
        assertThat(refusal(new DatabaseAddress("127.0.0.1", 1, "cat", "cat", "cat", "disable")))
                .hasMessageContaining("cannot be reached");
    }
}
