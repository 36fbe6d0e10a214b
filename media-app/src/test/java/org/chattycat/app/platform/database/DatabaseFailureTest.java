package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

class DatabaseFailureTest {
    /** As the driver reports it: every class of errors 57 is one of resources to it. */
    private static R2dbcException canceled() {
        return new R2dbcNonTransientResourceException("canceling statement due to statement timeout", "57014");
    }

    static Stream<Throwable> statementsThatTookTooLong() {
        return Stream.of(
                canceled(),
                new DataAccessResourceFailureException("select", canceled()),
                new CompletionException(new QueryTimeoutException("select", canceled())),
                new SQLException("canceled", "57014"));
    }

    @ParameterizedTest
    @MethodSource("statementsThatTookTooLong")
    @DisplayName("A statement that takes too long is no outage, so that its task reports it")
    void statementTimeouts(Throwable failure) {
        assertThat(DatabaseFailure.isStatementTimeout(failure)).isTrue();
        assertThat(DatabaseFailure.isOutage(failure)).isFalse();
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new DataAccessResourceFailureException("no connection"),
                new IllegalStateException(new R2dbcNonTransientResourceException("shutting down", "57P01")),
                new SQLTransientConnectionException("refused"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outagesAreKnown(Throwable failure) {
        assertThat(DatabaseFailure.isOutage(failure)).isTrue();
        assertThat(DatabaseFailure.isStatementTimeout(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "57P03", "58030"})
    void errorCodesOfOutages(String code) {
        assertThat(DatabaseFailure.isOutage(new SQLException("refused", code))).isTrue();
    }

    @Test
    void refusedStatementsAreNoOutages() {
        assertThat(DatabaseFailure.isOutage(new R2dbcPermissionDeniedException("denied", "42501")))
                .isFalse();
        assertThat(DatabaseFailure.isOutage(new SQLException("duplicate", "23505")))
                .isFalse();
    }
}
