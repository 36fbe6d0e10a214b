package org.chattycat.app.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.alert.webhook.Deliveries;
import org.chattycat.app.kurento.ServerMark;
import org.chattycat.app.latency.KnownWorker;
import org.chattycat.app.latency.KnownWorkers;
import org.chattycat.app.meeting.RunningInstance;
import org.chattycat.app.meeting.ServerLoad;
import org.chattycat.app.platform.database.DatabaseReport;
import org.chattycat.app.platform.mail.Outbox;
import org.chattycat.kurento.client.ServerState;

/**
 * What the parts of the application say about themselves.
 *
 * @param answering the instance that has asked them
 * @param mediaServers by their addresses, as {@code marks}, {@code loads} and {@code streams} have them
 * @param diskFull whether too little space is left at the data directory
 */
record StatusParts(
        Instant at,
        UUID answering,
        List<RunningInstance> instances,
        DatabaseReport database,
        Map<String, ServerState> mediaServers,
        Map<String, ServerMark> marks,
        Map<String, ServerLoad> loads,
        Map<String, KnownWorkers.Streams> streams,
        List<KnownWorker> workers,
        Outbox.Waiting emails,
        Deliveries.Waiting webhooks,
        boolean diskFull) {
    /** With what is wrong about these parts. */
    Status status() {
        return new Status(
                at,
                new Problems(this).all(),
                instances.stream().map(this::instance).toList(),
                describedDatabase(),
                servers(),
                workers.stream().map(StatusParts::worker).toList(),
                new Status.Waiting(emails.count(), emails.oldestSeconds(), emails.failing()),
                new Status.Waiting(webhooks.count(), webhooks.oldestSeconds(), webhooks.failing()));
    }

    private Status.Instance instance(RunningInstance one) {
        return new Status.Instance(
                one.id(),
                one.id().equals(answering),
                !one.expired(),
                one.version(),
                one.startedAt(),
                one.renewed().toMillis() / 1000.0,
                one.participants(),
                one.sockets());
    }

    private Status.Database describedDatabase() {
        return new Status.Database(
                database.answers(),
                database.migration(),
                database.clock().offsetMs(),
                database.clock().errorMs(),
                database.pools());
    }

    private List<Status.MediaServer> servers() {
        List<Status.MediaServer> servers = new ArrayList<>();
        mediaServers.forEach((uri, state) -> {
            ServerLoad load = loads.getOrDefault(uri, new ServerLoad(uri, 0, 0));
            ServerMark mark = marks.get(uri);
            KnownWorkers.Streams analysed = streams.get(uri);
            servers.add(new Status.MediaServer(
                    state.name().toString(),
                    state.alive(),
                    state.since(),
                    state.answeredAt() == null ? null : secondsSince(state.answeredAt()),
                    state.version(),
                    mark != null && mark.full(),
                    mark == null ? null : mark.drainingSince(),
                    load.meetings(),
                    load.people(),
                    analysed == null ? 0 : analysed.count()));
        });
        return servers;
    }

    private double secondsSince(Instant earlier) {
        return Math.max(0, at.toEpochMilli() - earlier.toEpochMilli()) / 1000.0;
    }

    private static Status.Worker worker(KnownWorker one) {
        return new Status.Worker(
                one.id(),
                one.name(),
                !one.silent(),
                one.startedAt(),
                one.seen().toMillis() / 1000.0,
                one.clock() == null ? null : one.clock().offsetMs(),
                one.clock() == null ? null : one.clock().errorMs(),
                one.taps());
    }
}
