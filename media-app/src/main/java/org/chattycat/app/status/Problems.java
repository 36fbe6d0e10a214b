package org.chattycat.app.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chattycat.app.kurento.ServerMark;
import org.chattycat.app.latency.KnownWorker;
import org.chattycat.app.latency.KnownWorkers;
import org.chattycat.app.platform.database.ClockOffset;

/** Finds what is wrong about the parts of the application, the most urgent first. */
final class Problems {
    /** As the alarm about emails in {@code docs/operations.md}. */
    private static final double EMAIL_SECONDS = 60;
    /** A worker that ended without a replacement is a problem for so long. After that it counts as removed. */
    private static final Duration MISSED = Duration.ofMinutes(15);

    private final StatusParts parts;
    private final List<Problem> found = new ArrayList<>();

    Problems(StatusParts parts) {
        this.parts = parts;
    }

    List<Problem> all() {
        database();
        disk();
        mediaServers();
        draining();
        instances();
        workers();
        emails();
        clocks();
        pools();
        return List.copyOf(found);
    }

    private void add(Runbook section, Instant since, String text, Object... details) {
        found.add(new Problem(String.format(Locale.ROOT, text, details), since, section));
    }

    private void database() {
        if (!parts.database().answers()) {
            add(Runbook.DATABASE, null, "The database does not respond.");
        }
    }

    private void disk() {
        if (parts.diskFull()) {
            add(Runbook.DISK, null, "Too little space is left at the data directory.");
        }
    }

    private void mediaServers() {
        parts.mediaServers().values().stream()
                .filter(server -> !server.alive())
                .forEach(server -> add(
                        Runbook.MEDIA_SERVER, server.since(), "The media server %s does not answer.", server.name()));
        parts.mediaServers().forEach((uri, server) -> {
            ServerMark mark = parts.marks().get(uri);
            if (mark != null && mark.full()) {
                add(
                        Runbook.MEDIA_SERVER_FULL,
                        null,
                        "The media server %s is full. It refuses cameras, screens and views.",
                        server.name());
            }
        });
    }

    private void draining() {
        if (!parts.mediaServers().isEmpty()
                && parts.mediaServers().keySet().stream()
                        .allMatch(uri -> parts.marks().containsKey(uri)
                                && parts.marks().get(uri).draining())) {
            add(
                    Runbook.DRAINING,
                    null,
                    "All media servers are being taken out of service. New meetings still begin on them.");
        }
    }

    private void instances() {
        parts.instances().stream()
                .filter(instance -> instance.expired())
                .forEach(instance -> add(
                        Runbook.INSTANCE,
                        parts.at().minus(instance.renewed()),
                        "The instance %s of the application does not renew its lease.",
                        instance.id()));
    }

    private void workers() {
        if (parts.workers().stream().allMatch(KnownWorker::silent)) {
            add(Runbook.WORKER, null, "No analysis worker is running. Nothing is measured.");
        }
        parts.workers().stream()
                .filter(worker ->
                        worker.silent() && !worker.replaced() && worker.seen().compareTo(MISSED) < 0)
                .forEach(worker ->
                        add(Runbook.WORKER, worker.seenAt(), "The analysis worker %s is gone.", worker.name()));
        long unheld = parts.streams().values().stream()
                .mapToLong(KnownWorkers.Streams::unheld)
                .sum();
        if (unheld > 0) {
            add(Runbook.WORKER, null, "Cameras and screens that no worker analyses: %d.", unheld);
        }
    }

    private void emails() {
        double oldest = parts.emails().oldestSeconds();
        if (oldest > EMAIL_SECONDS) {
            add(
                    Runbook.MAIL,
                    parts.at().minusMillis(Math.round(oldest * 1000)),
                    "Emails that wait for the mail server: %d.",
                    parts.emails().count());
        }
    }

    private void clocks() {
        clock("this instance", parts.database().clock());
        parts.workers().stream()
                .filter(worker -> !worker.silent())
                .forEach(worker -> clock("the analysis worker " + worker.name(), worker.clock()));
    }

    private void clock(String whose, ClockOffset offset) {
        if (offset != null && offset.isTooLarge()) {
            add(
                    Runbook.CLOCKS,
                    null,
                    "The clocks of the database and of %s differ by %.0f ms.",
                    whose,
                    Math.abs(offset.offsetMs()));
        }
    }

    private void pools() {
        parts.database().pools().stream()
                .filter(pool -> pool.waiting() > 0 && pool.inUse() >= pool.most())
                .forEach(pool -> add(
                        Runbook.OVERLOAD,
                        null,
                        "All %d database connections for %s are in use, and %d requests wait.",
                        pool.most(),
                        pool.name(),
                        pool.waiting()));
    }
}
