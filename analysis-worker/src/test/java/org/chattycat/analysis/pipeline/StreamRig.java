package org.chattycat.analysis.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.UUID;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.latency.OwnClocks;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.quality.QualityMeter;
import org.chattycat.analysis.rtp.PacketSink;
import org.chattycat.analysis.rtp.RtpReceiver;
import org.chattycat.analysis.rtp.TapPort;

/** Streams without a media server: receive thread, pool, and ports to send to. */
public final class StreamRig implements AutoCloseable {
    private final WorkerProperties settings = WorkerProperties.defaults();
    private final RtpReceiver receiver = new RtpReceiver(settings.rtp());
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final StreamMetrics metrics = new StreamMetrics(registry);
    private final AnalysisPool pool;
    private final ServerClock clock = new ServerClock(Clock.systemUTC());

    public StreamRig(int threads) {
        pool = new AnalysisPool(threads);
        receiver.start();
        pool.start();
    }

    /** Frames scanned by all streams so far. */
    private long scanned() {
        return (long) registry.get("chattycat.worker.frames")
                .tag("outcome", "scanned")
                .counter()
                .count();
    }

    /** A stream and the port that feeds it. */
    public final class Fed implements AutoCloseable {
        private final TapStream stream;
        private final TapPort port;
        private final InetSocketAddress address;
        private final long scannedBefore = StreamRig.this.scanned();

        private Fed(TapStream stream, TapPort port, InetSocketAddress address) {
            this.stream = stream;
            this.port = port;
            this.address = address;
        }

        public InetSocketAddress address() {
            return address;
        }

        /** Frames scanned since this one was opened. */
        public long scanned() {
            return StreamRig.this.scanned() - scannedBefore;
        }

        /** Closes windows that are over, as a worker does now and then. */
        public void tick() {
            stream.tick();
        }

        @Override
        public void close() {
            port.close();
            stream.end();
        }
    }

    public Fed open(int ssrc, ResultSink results, Runnable requestKeyframe) throws IOException {
        return open(ssrc, results, requestKeyframe, packet -> {});
    }

    /** @param arrivals told of each packet too, on the receive thread */
    public Fed open(int ssrc, ResultSink results, Runnable requestKeyframe, PacketSink arrivals) throws IOException {
        TapLease lease =
                new TapLease(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "ws://none", "p", "e", false, 1);
        TapStream stream = new TapStream(
                pool,
                clock,
                new LatencyMeter(lease, settings.measure(), clock, OwnClocks.NONE, results),
                new SeenCodeReports(lease, results::codesSeen),
                new QualityMeter(lease, results::qualityWindowClosed),
                metrics,
                requestKeyframe,
                settings.rtp().keyframeInterval().toNanos(),
                settings.scan().idleScansPerSecond());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        TapPort port = receiver.open(loopback, packet -> {
            stream.packet(packet);
            arrivals.packet(packet);
        });
        port.expect(ssrc);
        return new Fed(stream, port, new InetSocketAddress(loopback, port.port()));
    }

    @Override
    public void close() {
        receiver.close();
        pool.close();
    }
}
