package org.chattycat.app.platform.database;

import org.springframework.dao.DataAccessResourceFailureException;

/** The database is known to be unavailable, or did not respond in time. */
final class DatabaseAwayException extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1;

    DatabaseAwayException(String message) {
        super(message);
    }
}
