package org.chattycat.analysis.bench;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.pipeline.ResultSink;
import org.chattycat.analysis.pipeline.StreamRig;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.chattycat.analysis.sender.Clip;
import org.chattycat.analysis.sender.ClipSender;
import org.chattycat.analysis.store.LiveNotifier;
import org.chattycat.analysis.store.MeasurementStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** Measures the time from a frame's arrival to its notification at a listener, and to its row at a reader. */
final class PushRound {
    private static final int STREAMS = 20;
    private static final int SECONDS = 10;
    /** Meanwhile the JVM's compiler takes a core. */
    private static final int WARM_UP_SECONDS = 10;
    /** Polling costs processor time that the worker lacks; half of the interval is part of the figure. */
    private static final int POLL_INTERVAL_MS = 25;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private PushRound() {}

    private record Sink(MeasurementStore store, LiveNotifier notifier) implements ResultSink {
        @Override
        public void sampled(StoredSample result) {
            notifier.add(result.sample());
            store.add(result);
        }

        @Override
        public void frameMeasured(MeasuredFrame frame) {
            notifier.add(frame);
        }

        @Override
        public void codesSeen(SeenCodes seen) {
            notifier.add(seen);
        }

        @Override
        public void windowClosed(LatencyWindow window) {
            store.add(window);
        }

        @Override
        public void qualityWindowClosed(VideoQualityWindow window) {
            store.add(window);
        }

        @Override
        public void advised(Advice advice) {
            notifier.add(advice);
        }
    }

    static void run() throws Exception {
        Recorder toNotification = new Recorder(3);
        Histogram toRow;
        Clip clip = Clip.encode(640, 480, 1_000, true);
        try (TestDatabase server = new TestDatabase();
                Database database = server.database();
                MeasurementStore store = new MeasurementStore(
                        database, WorkerProperties.defaults().store());
                LiveNotifier notifier = new LiveNotifier(
                        database, UUID.randomUUID(), WorkerProperties.defaults().store());
                StreamRig rig = new StreamRig(WorkerProperties.defaults().scan().poolSize())) {
            store.start();
            notifier.start();
            PostgresqlConnection listener = server.connectionFactory().create().block(LIMIT);
            listener.createStatement("listen chattycat_live")
                    .execute()
                    .flatMap(PostgresqlResult::getRowsUpdated)
                    .blockLast(LIMIT);
            listener.getNotifications().subscribe(notification -> {
                Instant now = Instant.now();
                LiveNotification.parse(notification.getParameter()).ifPresent(heard -> heard.measurements()
                        .forEach(m -> toNotification.recordValue(nanos(m.arrivedAt(), now))));
            });
            List<ClipSender.Target> targets = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                StreamRig.Fed fed = rig.open(5_000 + i, new Sink(store, notifier), () -> {});
                targets.add(new ClipSender.Target(fed.address(), 5_000 + i, clip));
            }
            try (ClipSender sender = new ClipSender(targets)) {
                sender.start();
                Thread.sleep(WARM_UP_SECONDS * 1_000L);
                toNotification.reset();
                toRow = watchRows(server.jdbc());
            }
            listener.close().block(LIMIT);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"analyse\",\"scenario\":\"push\",\"streams\":%d,\"arrivalToNotifyP95Ms\":%.1f,"
                        + "\"arrivalToRowP95Ms\":%.1f}%n",
                STREAMS,
                p95Ms(toNotification.getIntervalHistogram()),
                p95Ms(toRow));
    }

    private static Histogram watchRows(JdbcTemplate jdbc) throws InterruptedException {
        Histogram delays = new Histogram(3);
        Set<UUID> seen = new HashSet<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        boolean first = true;
        while (System.nanoTime() < end) {
            boolean count = !first;
            jdbc.query(
                    "select id, arrived_at from latency_sample where arrived_at > now() - interval '2 seconds'",
                    row -> {
                        if (seen.add(row.getObject(1, UUID.class)) && count) {
                            delays.recordValue(nanos(row.getTimestamp(2).toInstant(), Instant.now()));
                        }
                    });
            first = false;
            Thread.sleep(POLL_INTERVAL_MS);
        }
        return delays;
    }

    private static long nanos(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos());
    }

    private static double p95Ms(Histogram nanos) {
        return nanos.getTotalCount() == 0 ? Double.NaN : nanos.getValueAtPercentile(95) / 1e6;
    }
}
