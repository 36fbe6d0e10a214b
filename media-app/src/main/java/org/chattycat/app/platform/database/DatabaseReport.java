package org.chattycat.app.platform.database;

import java.util.List;

/**
 * How the database is, for operators.
 *
 * @param answers whether {@link DatabaseWatch} considers it available
 * @param migration the version of the tables; null if nobody knows
 * @param clock of the database against this machine's
 * @param pools the connections of this instance
 */
public record DatabaseReport(boolean answers, String migration, ClockOffset clock, List<Pool> pools) {
    /**
     * A pool of connections.
     *
     * @param waiting requests that wait for a connection
     * @param most how many connections it may open
     */
    public record Pool(String name, int inUse, int waiting, int most) {}
}
