package org.chattycat.app.platform.database;

import org.springframework.dao.DataAccessResourceFailureException;

/** The database is known not to answer, so it was not asked, or it gave no answer in time. */
public final class DatabaseAwayException extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1;

    DatabaseAwayException(String message) {
        super(message);
    }
}
