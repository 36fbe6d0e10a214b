package org.chattycat.app.platform.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.chattycat.app.platform.config.PositiveSize;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The address and the limits of the PostgreSQL server.
 *
 * @param url {@code postgresql://host[:port]/database[?sslmode=…]} of your own PostgreSQL; empty: the embedded server
 * @param username the role to connect as, if {@code url} is set; it needs no rights but those that the owner grants it
 * @param password the password of the role
 * @param ownerUsername the role that owns the tables and changes them when the application starts; empty: {@code username}
 * @param ownerPassword the password of the owner
 * @param binariesDir folder for the programs of the embedded server; empty: the data directory
 * @param startTimeout limit of each step of starting or stopping the embedded server
 * @param statementTimeout limit of one statement, of the pause between two statements of a transaction, and of waiting for a connection
 * @param maxConnections connections for everything except GraphQL and sessions
 * @param maxQueryConnections connections for GraphQL
 * @param maxSessionConnections connections for sessions and migrations
 * @param watch how an outage is detected
 */
@Validated
@ConfigurationProperties("chattycat.database")
record DatabaseProperties(
        String url,
        String username,
        String password,
        String ownerUsername,
        String ownerPassword,
        Path binariesDir,
        @NotNull @DurationMin(millis = 1) Duration startTimeout,
        @NotNull @DurationMin(millis = 1) Duration statementTimeout,
        @Min(2) @Max(200) int maxConnections,
        @Min(1) @Max(200) int maxQueryConnections,
        @Min(1) @Max(200) int maxSessionConnections,
        @NotNull @Valid Watch watch) {

    /**
     * How an outage is detected, and when the embedded server is restarted.
     *
     * @param interval time between two checks whether the database answers
     * @param answerWithin limit of connecting and of one response, in whole seconds; two late responses in a row are an
     *     outage
     * @param minFreeSpace free disk space that a restart of the embedded server requires
     * @param restartPause pause after the first failed attempt to restart the embedded server; doubled after each further
     *     one
     * @param maxRestartPause the longest pause between two attempts
     */
    record Watch(
            @NotNull @DurationMin(millis = 1) Duration interval,
            @NotNull @DurationMin(seconds = 1) Duration answerWithin,
            @NotNull @PositiveSize DataSize minFreeSpace,
            @NotNull @DurationMin(millis = 1) Duration restartPause,
            @NotNull @DurationMin(millis = 1) Duration maxRestartPause) {}

    boolean embedded() {
        return url == null || url.isBlank();
    }

    /** The address of your own server for the application and its workers. */
    DatabaseAddress address() {
        return DatabaseAddress.parse(url, username, password);
    }

    /** The address of your own server for changing the tables. */
    DatabaseAddress owner() {
        return ownerUsername == null || ownerUsername.isBlank()
                ? address()
                : DatabaseAddress.parse(url, ownerUsername, ownerPassword);
    }
}
