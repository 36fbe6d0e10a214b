package org.chattycat.app.platform.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which PostgreSQL, and the limits of talking to it.
 *
 * @param url {@code postgresql://host[:port]/database[?sslmode=…]}; null for the embedded one
 * @param username role to connect as, where {@code url} is given
 * @param password its password
 * @param binariesDir where the embedded server's programs are unpacked; null for a folder of the data directory
 * @param startTimeout limit of one step of starting or stopping the embedded server
 * @param statementTimeout limit of one statement, and of waiting for a connection
 * @param maxConnections size of the R2DBC pool of signing in and calls
 * @param maxQueryConnections size of the R2DBC pool of GraphQL
 * @param maxSessionConnections size of the JDBC pool, which serves Flyway and Spring Session only
 * @param watch how it is found out that the database is away
 */
@Validated
@ConfigurationProperties("chattycat.database")
record DatabaseProperties(
        String url,
        String username,
        String password,
        Path binariesDir,
        @NotNull Duration startTimeout,
        @NotNull Duration statementTimeout,
        @Min(2) @Max(200) int maxConnections,
        @Min(1) @Max(200) int maxQueryConnections,
        @Min(1) @Max(200) int maxSessionConnections,
        @NotNull @Valid Watch watch) {

    /**
     * How the database is watched.
     *
     * @param interval between two checks
     * @param answerWithin limit of connecting, and of one answer; whole seconds, at least 1
     * @param minFreeSpace free disk space without which the embedded server is not started again
     * @param restartPause after the first vain attempt to start the embedded server again; doubled after each further one
     * @param maxRestartPause the longest such pause
     */
    record Watch(
            @NotNull Duration interval,
            @NotNull Duration answerWithin,
            @NotNull DataSize minFreeSpace,
            @NotNull Duration restartPause,
            @NotNull Duration maxRestartPause) {}

    boolean embedded() {
        return url == null || url.isBlank();
    }
}
