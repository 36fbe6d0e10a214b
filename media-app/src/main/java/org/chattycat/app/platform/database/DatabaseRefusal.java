package org.chattycat.app.platform.database;

import java.sql.SQLException;
import org.chattycat.app.platform.config.StartRefusedException;

/** Why a database cannot be used at all, in words for the person who configured it. */
final class DatabaseRefusal {
    private static final int MAX_CAUSES = 20;

    private DatabaseRefusal() {}

    /**
     * @return the refusal that a failure means, or the failure itself if it means none. The causes are recognised by
     *     PostgreSQL's error codes (its manual, appendix A).
     */
    static RuntimeException of(RuntimeException failure, DatabaseAddress address) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return of(failure, e, address);
            }
            cause = cause.getCause();
        }
        return failure;
    }

    private static RuntimeException of(RuntimeException failure, SQLException cause, DatabaseAddress address) {
        String state = cause.getSQLState();
        if (state.startsWith("28")) {
            return new StartRefusedException(
                    "The database " + address + " refuses the user or the password: " + sentence(cause),
                    "Correct CHATTYCAT_DATABASE_USERNAME and CHATTYCAT_DATABASE_PASSWORD (for the owner of the tables,"
                            + " CHATTYCAT_DATABASE_OWNER_USERNAME and CHATTYCAT_DATABASE_OWNER_PASSWORD).",
                    failure);
        }
        if (state.equals("3D000")) {
            return new StartRefusedException(
                    "The server has no database " + address.database() + ".",
                    "Create it with CREATE DATABASE, owned by " + address.username()
                            + ", or correct CHATTYCAT_DATABASE_URL.",
                    failure);
        }
        if (state.equals("42704")) {
            return new StartRefusedException(
                    "The server refuses to grant rights to the user of the application: " + sentence(cause),
                    "Create the user (CREATE ROLE … LOGIN PASSWORD …), or correct CHATTYCAT_DATABASE_USERNAME.",
                    failure);
        }
        if (state.equals("42501")) {
            return new StartRefusedException(
                    "The user " + address.username() + " has too few rights in the database " + address + ": "
                            + sentence(cause),
                    "Make the user the owner of the database (ALTER DATABASE " + address.database() + " OWNER TO "
                            + address.username() + ").",
                    failure);
        }
        if (state.startsWith("08")) {
            return new StartRefusedException(
                    "The database " + address + " cannot be reached: " + sentence(cause),
                    "Start the server, or correct CHATTYCAT_DATABASE_URL (with sslmode=require, the server must offer"
                            + " TLS).",
                    failure);
        }
        return failure;
    }

    /** The first line of the server's or driver's message, as one sentence. */
    private static String sentence(SQLException cause) {
        String line =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        return line.endsWith(".") ? line : line + ".";
    }
}
