package org.chattycat.analysis.kurento;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import org.kurento.client.Continuation;
import org.kurento.client.EndpointStats;
import org.kurento.client.MediaType;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.Stats;

/** The endpoint on a media server that sends one publication to this worker. */
public final class TapEndpoint {
    private static final Continuation<Void> IGNORE = new Continuation<>() {
        @Override
        public void onSuccess(Void done) {}

        @Override
        public void onError(Throwable cause) {
            // The server is gone or the object is: the connection's own events say so.
        }
    };

    /** Kurento reports latencies in ns. */
    private static final double NANOS_PER_MS = 1e6;

    private final MediaServer server;
    private final RtpEndpoint endpoint;
    private final TapListener listener;
    private final int ssrc;
    private final AtomicBoolean ended = new AtomicBoolean();

    TapEndpoint(MediaServer server, RtpEndpoint endpoint, TapListener listener, int ssrc) {
        this.server = server;
        this.endpoint = endpoint;
        this.listener = listener;
        this.ssrc = ssrc;
    }

    /** The SSRC of the RTP that this endpoint sends. */
    public int ssrc() {
        return ssrc;
    }

    /** Asks for a keyframe: of the receiving endpoint, since RTCP does not reach the publisher. Returns at once. */
    public void requestKeyframe() {
        if (!ended.get()) {
            quietly(() -> endpoint.requestKeyframe(IGNORE));
        }
    }

    /**
     * Asks for the mean time that the video spends inside the media server, from its reception to its sending to this
     * worker. Returns at once; the answer comes on a client thread, if at all.
     */
    public void readTransit(DoubleConsumer transitMs) {
        if (!ended.get()) {
            quietly(() -> endpoint.getStats(MediaType.VIDEO, new Continuation<>() {
                @Override
                public void onSuccess(Map<String, Stats> stats) {
                    stats.values().stream()
                            .filter(EndpointStats.class::isInstance)
                            .flatMap(element -> ((EndpointStats) element).getE2ELatency().stream())
                            .filter(latency -> latency.getType() == MediaType.VIDEO && latency.getAvg() > 0)
                            .findFirst()
                            .ifPresent(latency -> transitMs.accept(latency.getAvg() / NANOS_PER_MS));
                }

                @Override
                public void onError(Throwable cause) {
                    // No figure this time.
                }
            }));
        }
    }

    /** Frees the endpoint on the server. Returns at once; only the first call counts. */
    public void release() {
        if (ended.compareAndSet(false, true)) {
            server.forget(this);
            server.release(endpoint);
        }
    }

    /** The server stopped answering, or does again. */
    void answering(boolean now) {
        if (!ended.get()) {
            listener.answering(now);
        }
    }

    /** The server forgot it: nothing is left to release. */
    void lost(String reason) {
        if (ended.compareAndSet(false, true)) {
            listener.gone(reason);
        }
    }

    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException serverIsAway) {
            // The connection's own events say so.
        }
    }
}
