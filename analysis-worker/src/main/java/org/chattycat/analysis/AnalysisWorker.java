package org.chattycat.analysis;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.latency.LatencyMeters;
import org.chattycat.analysis.latency.OwnClockTable;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.lease.TapLeases;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.pipeline.TapStreams;
import org.chattycat.analysis.store.LiveNotifier;
import org.chattycat.analysis.store.MeasurementStore;
import org.chattycat.kurento.client.KurentoClientProperties;

/**
 * One worker: it leases taps, receives their video, reads clock codes, and stores and publishes what it measures. It runs
 * inside the media application or in a process of its own.
 *
 * <p>If the database's schema does not exist yet, the worker waits for it. Start once, close once.
 */
public final class AnalysisWorker implements AutoCloseable {
    private final UUID id;
    private final Database database;
    private final MeasurementStore store;
    private final LiveNotifier notifier;
    private final TapStreams streams;
    private final TapLeases leases;
    private final DatabaseWatch watch;

    private AnalysisWorker(Builder builder) {
        id = builder.id;
        WorkerProperties settings = builder.settings;
        String name = settings.name().isEmpty() ? hostName() : settings.name();
        database = new Database(builder.connectionFactory, settings.database());
        store = new MeasurementStore(database, settings.store());
        notifier = new LiveNotifier(database, id, settings.store());
        Results results = new Results(store, notifier, builder.listener, new LatencyMeters(builder.meters));
        ServerClock serverClock = new ServerClock(builder.clock);
        OwnClockTable ownClocks = new OwnClockTable(database);
        watch = new DatabaseWatch(database, id, builder.clock, serverClock, ownClocks);
        streams = new TapStreams(
                settings.rtp(),
                builder.kurento,
                settings.scan(),
                settings.measure(),
                serverClock,
                ownClocks,
                results,
                builder.meters);
        leases = new TapLeases(database, id, name, settings.lease(), builder.clock, streams);
        streams.reportTo(leases);
        registerGauges(builder.meters);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** This worker's id: the one in {@code worker}, in leases, and in the notifications that it sends. */
    public UUID id() {
        return id;
    }

    /** Starts working and returns at once, whether the database answers or not. */
    public void start() {
        store.start();
        notifier.start();
        streams.start();
        leases.start();
        watch.start();
    }

    public WorkerHealth health() {
        return new WorkerHealth(
                leases.reachable(), leases.held(), store.waitingRows(), store.writtenRows(), store.droppedRows());
    }

    private void registerGauges(MeterRegistry meters) {
        Gauge.builder("chattycat.worker.taps", leases, TapLeases::held)
                .description("Taps that this worker holds")
                .register(meters);
        Gauge.builder("chattycat.worker.rows.waiting", store, MeasurementStore::waitingRows)
                .description("Rows that wait to be written")
                .register(meters);
        Gauge.builder("chattycat.worker.rows.waiting.age", store, MeasurementStore::waitingSeconds)
                .description("Longest possible wait of the oldest waiting row")
                .baseUnit("seconds")
                .register(meters);
        FunctionCounter.builder("chattycat.worker.rows.written", store, MeasurementStore::writtenRows)
                .description("Rows written")
                .register(meters);
        FunctionCounter.builder("chattycat.worker.rows.dropped", store, MeasurementStore::droppedRows)
                .description("Rows lost because the database did not answer for too long")
                .register(meters);
        FunctionCounter.builder("chattycat.worker.notifications.lost", notifier, LiveNotifier::lost)
                .description("Live values not sent: replaced by a newer one, or the database did not answer")
                .register(meters);
    }

    /** Returns the taps first, then writes the remaining rows. Takes at most a few of the configured time-outs. */
    @Override
    public void close() {
        watch.close();
        leases.close();
        streams.close();
        notifier.close();
        store.close();
        database.close();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Collects the parts of a worker. The connection factory and the time limits of media servers have no default. */
    public static final class Builder {
        private final UUID id = UUID.randomUUID();
        private ConnectionFactory connectionFactory;
        private WorkerProperties settings = WorkerProperties.defaults();
        private KurentoClientProperties kurento;
        private Clock clock = Clock.systemUTC();
        private LiveListener listener = LiveListener.NONE;
        private MeterRegistry meters = new SimpleMeterRegistry();

        private Builder() {}

        /** @param unpooled creates a new connection on each call: the worker has a small pool of its own */
        public Builder connectionFactory(ConnectionFactory unpooled) {
            connectionFactory = unpooled;
            return this;
        }

        public Builder settings(WorkerProperties settings) {
            this.settings = settings;
            return this;
        }

        /** The time limits of connections to media servers. */
        public Builder kurento(KurentoClientProperties properties) {
            this.kurento = properties;
            return this;
        }

        /** The wall clock, against which latencies are measured. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Receives live values in this process. They are also sent by NOTIFY, under this worker's {@link #id()}. */
        public Builder liveListener(LiveListener listener) {
            this.listener = listener;
            return this;
        }

        public Builder meters(MeterRegistry meters) {
            this.meters = meters;
            return this;
        }

        public AnalysisWorker build() {
            Objects.requireNonNull(connectionFactory, "a worker needs a connection factory");
            Objects.requireNonNull(settings);
            Objects.requireNonNull(kurento, "a worker needs the time limits of media servers");
            Objects.requireNonNull(clock);
            Objects.requireNonNull(listener);
            Objects.requireNonNull(meters);
            return new AnalysisWorker(this);
        }
    }
}
