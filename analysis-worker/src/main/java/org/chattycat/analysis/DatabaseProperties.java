package org.chattycat.analysis;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Address of the PostgreSQL database.
 *
 * @param url {@code postgresql://host[:port]/database}, required for a worker in a process of its own; the prefixes {@code
 *     jdbc:} and {@code r2dbc:} are accepted
 * @param username the role to connect as
 * @param password the password of the role
 */
@ConfigurationProperties("chattycat.database")
record DatabaseProperties(String url, String username, String password) {
    private static final int DEFAULT_PORT = 5432;

    DatabaseProperties {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    "A worker on its own needs a database: set CHATTYCAT_DATABASE_URL"
                            + " (postgresql://host:port/database), CHATTYCAT_DATABASE_USERNAME and CHATTYCAT_DATABASE_PASSWORD.");
        }
        target(url);
    }

    PostgresqlConnectionFactory connectionFactory(Duration connectTimeout) {
        URI target = target(url);
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(target.getHost())
                .port(target.getPort() < 0 ? DEFAULT_PORT : target.getPort())
                .database(target.getPath().substring(1))
                .username(username == null ? "" : username)
                .password(password)
                .connectTimeout(connectTimeout)
                .applicationName("chatty-cat-worker")
                .build());
    }

    private static URI target(String url) {
        String plain = url.strip().replaceFirst("^(jdbc|r2dbc):", "");
        try {
            URI uri = URI.create(plain);
            boolean complete = uri.getHost() != null
                    && uri.getPath() != null
                    && uri.getPath().length() > 1;
            if (complete && ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The message below leaves the URL out: it may contain a password.
        }
        throw new IllegalArgumentException("The database URL must have the form postgresql://host:port/database.");
    }

    @Override
    public String toString() {
        return "DatabaseProperties[username=" + username + "]";
    }
}
