package org.chattycat.analysis.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.latency.MeasureProperties;
import org.chattycat.analysis.latency.OwnClocks;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.lease.TapHandler;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.lease.TapReports;
import org.chattycat.analysis.quality.QualityMeter;
import org.chattycat.analysis.rtp.RtpProperties;
import org.chattycat.analysis.rtp.RtpReceiver;
import org.chattycat.analysis.tap.TapServers;
import org.chattycat.kurento.client.KurentoClientProperties;

/** All taps of this worker, and the threads that they share. */
public final class TapStreams implements TapHandler, AutoCloseable {
    /** Calls to media servers block. A frozen server must not prevent taps on others from starting. */
    private static final int CALL_THREADS = 8;

    private static final long HOUSEKEEPING_MILLIS = 250;

    private final RtpProperties rtp;
    private final KurentoClientProperties kurento;
    private final ScanProperties scan;
    private final MeasureProperties measure;
    private final ServerClock serverClock;
    private final OwnClocks ownClocks;
    private final ResultSink results;
    private final StreamMetrics metrics;
    private final RtpReceiver receiver;
    private final TapServers servers;
    private final AnalysisPool pool;
    private final Map<UUID, TapSession> sessions = new ConcurrentHashMap<>();
    private final ExecutorService calls = Executors.newFixedThreadPool(CALL_THREADS, daemons("tap-calls"));
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(daemons("tap-housekeeping"));
    private TapReports reports;

    public TapStreams(
            RtpProperties rtp,
            KurentoClientProperties kurento,
            ScanProperties scan,
            MeasureProperties measure,
            ServerClock serverClock,
            OwnClocks ownClocks,
            ResultSink results,
            MeterRegistry meters) {
        this.rtp = rtp;
        this.kurento = kurento;
        this.scan = scan;
        this.measure = measure;
        this.serverClock = serverClock;
        this.ownClocks = ownClocks;
        this.results = results;
        this.metrics = new StreamMetrics(meters);
        this.receiver = new RtpReceiver(rtp);
        this.servers = new TapServers(kurento);
        this.pool = new AnalysisPool(scan.poolSize());
    }

    /** Sets the receiver of reports. Call it once, before the start. */
    public void reportTo(TapReports reports) {
        this.reports = reports;
    }

    public void start() {
        receiver.start();
        pool.start();
        housekeeping.scheduleAtFixedRate(
                this::keepHouse, HOUSEKEEPING_MILLIS, HOUSEKEEPING_MILLIS, TimeUnit.MILLISECONDS);
        housekeeping.scheduleAtFixedRate(
                () -> sessions.values().forEach(TapSession::readTransit), 1, 1, TimeUnit.SECONDS);
        housekeeping.scheduleAtFixedRate(() -> calls.execute(servers::closeUnused), 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public void begin(TapLease lease) {
        TapSession session = new TapSession(lease, this::stream, rtp, reports, results, metrics, this::failed);
        TapSession earlier = sessions.put(lease.publicationId(), session);
        calls.execute(() -> {
            if (earlier != null) {
                earlier.close();
            }
            session.open(receiver, servers);
        });
    }

    @Override
    public void end(UUID publicationId) {
        TapSession session = sessions.remove(publicationId);
        if (session != null) {
            calls.execute(session::close);
        }
    }

    /** Called on any thread, including those of the media server's client. */
    private void failed(TapSession session, String problem) {
        sessions.remove(session.lease().publicationId(), session);
        reports.failed(session.lease().publicationId(), problem);
        calls.execute(session::close);
    }

    private TapStream stream(TapLease lease, Runnable requestKeyframe) {
        return new TapStream(
                pool,
                serverClock,
                new LatencyMeter(lease, measure, serverClock, ownClocks, results),
                new SeenCodeReports(lease, results::codesSeen),
                new QualityMeter(lease, results::qualityWindowClosed),
                metrics,
                requestKeyframe,
                rtp.keyframeInterval().toNanos(),
                scan.idleScansPerSecond());
    }

    private void keepHouse() {
        serverClock.observe();
        for (TapSession session : sessions.values()) {
            session.check();
            session.stream().tick();
        }
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Releases every endpoint, stops the threads and frees native memory. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
        sessions.values().forEach(session -> calls.execute(session::close));
        calls.shutdown();
        try {
            calls.awaitTermination(kurento.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        receiver.close();
        servers.close();
        pool.close();
        sessions.clear();
    }
}
