package org.chattycat.app.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.platform.database.DatabaseReport;

/** The {@code Status} of the schema, which says what each field means. */
record Status(
        Instant at,
        List<Problem> problems,
        List<Instance> instances,
        Database database,
        List<MediaServer> mediaServers,
        List<Worker> workers,
        Waiting emails,
        Waiting webhooks) {
    record Instance(
            UUID id,
            boolean answering,
            boolean alive,
            String version,
            Instant startedAt,
            double renewedSecondsAgo,
            int participants,
            Integer sockets) {}

    record Database(
            boolean answers,
            String migration,
            double clockOffsetMs,
            double clockErrorMs,
            List<DatabaseReport.Pool> pools) {}

    record MediaServer(
            String address,
            boolean answers,
            Instant since,
            Double answeredSecondsAgo,
            String version,
            boolean full,
            Instant drainingSince,
            long meetings,
            long participants,
            long streams) {}

    record Worker(
            UUID id,
            String name,
            boolean alive,
            Instant startedAt,
            double heartbeatSecondsAgo,
            Double clockOffsetMs,
            Double clockErrorMs,
            int taps) {}

    record Waiting(long waiting, double oldestSeconds, long failing) {}
}
