package org.chattycat.app.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
 * @param maxConnections size of the R2DBC pool
 * @param maxSessionConnections size of the JDBC pool, which serves Flyway and Spring Session only
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
        @Min(1) @Max(200) int maxSessionConnections) {

    boolean embedded() {
        return url == null || url.isBlank();
    }
}
