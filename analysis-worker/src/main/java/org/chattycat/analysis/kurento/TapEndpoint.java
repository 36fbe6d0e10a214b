package org.chattycat.analysis.kurento;

import java.util.concurrent.atomic.AtomicBoolean;
import org.kurento.client.Continuation;
import org.kurento.client.RtpEndpoint;

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

    /** Frees the endpoint on the server. Returns at once; only the first call counts. */
    public void release() {
        if (ended.compareAndSet(false, true)) {
            server.forget(this);
            quietly(() -> endpoint.release(IGNORE));
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
