package org.chattycat.analysis;

import org.chattycat.analysis.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the tables. The media application creates them, and a worker may start before it. */
final class SchemaWait {
    private static final Logger log = LoggerFactory.getLogger(SchemaWait.class);

    private SchemaWait() {}

    /** Returns when the tables exist. Logs each reason for waiting once. */
    static void await(Database database) {
        String said = "";
        for (String reason = missing(database); !reason.isEmpty(); reason = missing(database)) {
            if (!reason.equals(said)) {
                log.warn(reason);
                said = reason;
            }
            try {
                Thread.sleep(database.settings().retryInterval().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for the database", e);
            }
        }
    }

    private static String missing(Database database) {
        try {
            Boolean there = database.run(client -> client.sql(
                            "select to_regclass('latency_sample') is not null and to_regclass('media_server') is not null as there")
                    .map(row -> row.get("there", Boolean.class))
                    .one());
            return Boolean.TRUE.equals(there)
                    ? ""
                    : "The database has no tables yet: start the media application on it once. Waiting.";
        } catch (RuntimeException e) {
            return "The database does not answer (" + rootMessage(e) + "). Waiting.";
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
