package org.chattycat.app.status;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chattycat.app.alert.webhook.Deliveries;
import org.chattycat.app.kurento.MediaServers;
import org.chattycat.app.kurento.ServerMark;
import org.chattycat.app.kurento.ServerMarks;
import org.chattycat.app.latency.KnownWorker;
import org.chattycat.app.latency.KnownWorkers;
import org.chattycat.app.meeting.InstanceLease;
import org.chattycat.app.meeting.RoomRepository;
import org.chattycat.app.meeting.RunningInstance;
import org.chattycat.app.meeting.RunningInstances;
import org.chattycat.app.meeting.ServerLoad;
import org.chattycat.app.platform.database.DatabaseReport;
import org.chattycat.app.platform.database.DatabaseReports;
import org.chattycat.app.platform.mail.Outbox;
import org.chattycat.kurento.client.ServerState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks the parts of the application, one after the other, so that operators do not take all connections for queries. */
@Component
class StatusReader {
    private final RunningInstances instances;
    private final InstanceLease lease;
    private final RoomRepository rooms;
    private final DatabaseReports database;
    private final MediaServers mediaServers;
    private final ServerMarks serverMarks;
    private final KnownWorkers workers;
    private final Outbox emails;
    private final Deliveries webhooks;
    private final ObjectProvider<DiskSpaceHealthIndicator> disk;
    private final Clock clock;

    StatusReader(
            RunningInstances instances,
            InstanceLease lease,
            RoomRepository rooms,
            DatabaseReports database,
            MediaServers mediaServers,
            ServerMarks serverMarks,
            KnownWorkers workers,
            Outbox emails,
            Deliveries webhooks,
            ObjectProvider<DiskSpaceHealthIndicator> disk,
            Clock clock) {
        this.instances = instances;
        this.lease = lease;
        this.rooms = rooms;
        this.database = database;
        this.mediaServers = mediaServers;
        this.serverMarks = serverMarks;
        this.workers = workers;
        this.emails = emails;
        this.webhooks = webhooks;
        this.disk = disk;
        this.clock = clock;
    }

    /** What has been read so far. */
    private static final class Read {
        private List<RunningInstance> instances;
        private DatabaseReport database;
        private Map<String, ServerState> mediaServers;
        private Map<String, ServerMark> marks;
        private Map<String, ServerLoad> loads;
        private Map<String, KnownWorkers.Streams> streams;
        private List<KnownWorker> workers;
        private Outbox.Waiting emails;
        private Deliveries.Waiting webhooks;
    }

    Mono<StatusParts> read() {
        return Mono.defer(() -> {
            Read read = new Read();
            return Flux.<Mono<?>>just(
                            instances.all().collectList().doOnNext(found -> read.instances = found),
                            database.report().doOnNext(found -> read.database = found),
                            states().doOnNext(found -> read.mediaServers = found),
                            serverMarks
                                    .all()
                                    .collect(toMap(ServerMark::kurentoUri, Function.identity()))
                                    .doOnNext(found -> read.marks = found),
                            rooms.loads()
                                    .collect(toMap(ServerLoad::kurentoUri, Function.identity()))
                                    .doOnNext(found -> read.loads = found),
                            workers.streams()
                                    .collect(toMap(KnownWorkers.Streams::kurentoUri, Function.identity()))
                                    .doOnNext(found -> read.streams = found),
                            workers.all().collectList().doOnNext(found -> read.workers = found),
                            emails.waiting().doOnNext(found -> read.emails = found),
                            webhooks.waiting().doOnNext(found -> read.webhooks = found))
                    .concatMap(part -> part)
                    .then(Mono.fromCallable(() -> parts(read)));
        });
    }

    /** A media server may let us wait for its version. */
    private Mono<Map<String, ServerState>> states() {
        return Mono.fromCallable(mediaServers::states).subscribeOn(Schedulers.boundedElastic());
    }

    private StatusParts parts(Read read) {
        return new StatusParts(
                clock.instant(),
                lease.id(),
                read.instances,
                read.database,
                read.mediaServers,
                read.marks,
                read.loads,
                read.streams,
                read.workers,
                read.emails,
                read.webhooks,
                disk.stream().anyMatch(one -> !one.health().getStatus().equals(Status.UP)));
    }
}
