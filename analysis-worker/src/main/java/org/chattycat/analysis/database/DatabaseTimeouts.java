package org.chattycat.analysis.database;

import java.time.Duration;

/**
 * How long to wait for Postgres.
 *
 * @param statementTimeout limit of one statement, connecting included
 * @param retryInterval pause between attempts while the database does not answer
 */
public record DatabaseTimeouts(Duration statementTimeout, Duration retryInterval) {
    public DatabaseTimeouts {
        if (statementTimeout.isNegative() || statementTimeout.isZero()) {
            throw new IllegalArgumentException("The database statement time-out must be positive.");
        }
        if (retryInterval.isNegative() || retryInterval.isZero()) {
            throw new IllegalArgumentException("The database retry interval must be positive.");
        }
    }
}
