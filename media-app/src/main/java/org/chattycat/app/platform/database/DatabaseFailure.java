package org.chattycat.app.platform.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessResourceFailureException;

/** Distinguishes an outage of the database from a statement that it refused. */
public final class DatabaseFailure {
    private static final int MAX_CAUSES = 20;
    /** PostgreSQL's error codes, appendix A. */
    private static final String QUERY_CANCELED = "57014";

    private DatabaseFailure() {}

    /**
     * Whether an exception, or one of its causes, means that the database is unavailable or its disk is full. A statement that
     * takes too long is a fault of its own, of which nothing else tells, although drivers and Spring report it as a failure of the
     * same kind.
     */
    public static boolean isOutage(Throwable failure) {
        return anyCause(failure, DatabaseFailure::isOutageItself) && !isStatementTimeout(failure);
    }

    /** Whether a statement took longer than statements may. */
    public static boolean isStatementTimeout(Throwable failure) {
        return anyCause(failure, DatabaseFailure::isStatementTimeoutItself);
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> is) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (is.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isStatementTimeoutItself(Throwable failure) {
        return failure instanceof R2dbcException r2dbc && QUERY_CANCELED.equals(r2dbc.getSqlState())
                || failure instanceof SQLException jdbc && QUERY_CANCELED.equals(jdbc.getSQLState());
    }

    private static boolean isOutageItself(Throwable failure) {
        if (failure instanceof SQLException e) {
            return e instanceof SQLTransientConnectionException
                    || e instanceof SQLRecoverableException
                    || isOutage(e.getSQLState());
        }
        if (failure instanceof R2dbcException e) {
            return e instanceof R2dbcNonTransientResourceException
                    || e instanceof R2dbcTransientResourceException
                    || e instanceof R2dbcTimeoutException
                    || isOutage(e.getSqlState());
        }
        return failure instanceof DataAccessResourceFailureException;
    }

    /**
     * PostgreSQL's error codes, appendix A: connection exceptions (08), insufficient resources (53), operator
     * intervention other than a cancelled query (57P01 to 57P05), system errors (58).
     */
    private static boolean isOutage(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57P")
                        || sqlState.startsWith("58"));
    }
}
