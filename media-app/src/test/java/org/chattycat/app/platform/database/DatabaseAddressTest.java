package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chattycat.app.platform.config.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db.example.org:5433/cats?sslmode=require",
                "jdbc:postgresql://db.example.org:5433/cats?sslmode=require",
                "r2dbc:postgresql://db.example.org:5433/cats?sslMode=require"
            })
    void readsEveryUsualSpelling(String url) {
        assertThat(DatabaseAddress.parse(url, "cat", "secret"))
                .isEqualTo(new DatabaseAddress("db.example.org", 5433, "cats", "cat", "secret", "require"));
    }

    @Test
    void usesDefaults() {
        assertThat(DatabaseAddress.parse("postgresql://db/cats", "cat", null))
                .isEqualTo(new DatabaseAddress("db", 5432, "cats", "cat", "", "prefer"));
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(DatabaseAddress.parse("postgresql://db/cats", "cat", "secret")
                        .toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://db/cats", "postgresql://db", "postgresql://db/", "db:5432", "postgresql://a:b@db/x", "%"
            })
    void refusesTheRestWithASentence(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url, "cat", "secret"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("CHATTYCAT_DATABASE_URL does not name a PostgreSQL database.");
    }

    @Test
    void requiresAUser() {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://db/cats", " ", ""))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("user is missing");
    }
}
