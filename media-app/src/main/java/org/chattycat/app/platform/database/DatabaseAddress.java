package org.chattycat.app.platform.database;

import java.net.URI;
import org.chattycat.app.platform.config.StartRefusedException;

/**
 * The address of a database and the credentials for it.
 *
 * @param sslMode PostgreSQL's {@code sslmode}, such as {@code disable}, {@code prefer}, {@code verify-full}
 */
public record DatabaseAddress(
        String host, int port, String database, String username, String password, String sslMode) {
    private static final int DEFAULT_PORT = 5432;

    /** Reads {@code [jdbc:|r2dbc:]postgresql://host[:port]/database[?sslmode=…]}. */
    static DatabaseAddress parse(String url, String username, String password) {
        URI uri = uri(url);
        String path = uri == null ? null : uri.getPath();
        boolean known = uri != null
                && ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null;
        if (!known || path == null || path.length() < 2) {
            throw new StartRefusedException(
                    "CHATTYCAT_DATABASE_URL does not name a PostgreSQL database.",
                    "Use the form postgresql://host:5432/database, and set the user and the password in"
                            + " CHATTYCAT_DATABASE_USERNAME and CHATTYCAT_DATABASE_PASSWORD.");
        }
        if (username == null || username.isBlank()) {
            throw new StartRefusedException(
                    "CHATTYCAT_DATABASE_URL is set, but the user is missing.",
                    "Set CHATTYCAT_DATABASE_USERNAME and CHATTYCAT_DATABASE_PASSWORD.");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String secret = password == null ? "" : password;
        return new DatabaseAddress(uri.getHost(), port, path.substring(1), username, secret, sslMode(uri.getQuery()));
    }

    /** The address as a JDBC URL, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?sslmode=" + sslMode
                + "&ApplicationName=chatty-cat";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + username + "@" + host + ":" + port + "/" + database;
    }

    private static URI uri(String url) {
        try {
            return URI.create(url.replaceFirst("^(jdbc|r2dbc):", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String sslMode(String query) {
        if (query != null) {
            for (String parameter : query.split("&")) {
                if (parameter.toLowerCase(java.util.Locale.ROOT).startsWith("sslmode=")) {
                    return parameter.substring("sslmode=".length());
                }
            }
        }
        return "prefer";
    }
}
