package org.chattycat.kurento.client;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import org.kurento.client.Continuation;
import org.kurento.client.MediaElement;
import org.kurento.client.MediaFlowState;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.RtpEndpoint;

/** The RTP endpoint that sends the video of one publication to a worker. */
public final class TapEndpoint {
    /** The id of the header extension in which a server may say how long it held a packet (RFC 5450). */
    public static final int TRANSMISSION_OFFSET_ID = 1;

    private static final Continuation<Void> IGNORE = new Continuation<>() {
        @Override
        public void onSuccess(Void done) {}

        @Override
        public void onError(Throwable cause) {
            // The server or the endpoint is gone, which the listener is told separately.
        }
    };

    private final KurentoServer server;
    private final RtpEndpoint endpoint;
    private final TapListener listener;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final KurentoServerListener serverListener = new ServerListener();

    private TapEndpoint(KurentoServer server, RtpEndpoint endpoint, TapListener listener) {
        this.server = server;
        this.endpoint = endpoint;
        this.listener = listener;
    }

    static TapEndpoint create(
            KurentoServer server, String pipelineId, String sourceEndpointId, String offer, TapListener listener) {
        RtpEndpoint endpoint = server.request(
                client -> new RtpEndpoint.Builder(client.getById(pipelineId, MediaPipeline.class)).build());
        try {
            server.request(client -> {
                ConcurrentRequests requests = new ConcurrentRequests(server.requestTimeout());
                client.getById(pipelineId, MediaPipeline.class).setLatencyStats(true, requests.next());
                endpoint.addMediaFlowInStateChangedListener(
                        event -> {
                            if (event.getMediaType() == MediaType.VIDEO) {
                                listener.flowing(event.getState() == MediaFlowState.FLOWING);
                            }
                        },
                        requests.next());
                requests.await();
                return null;
            });
            String answer = server.request(client -> endpoint.processOffer(offer));
            if (!TapSdp.hasPort(answer)) {
                throw MediaServerException.full(
                        "The media server has no UDP port left for this, or does not send VP8.");
            }
            OptionalInt ssrc = TapSdp.ssrc(answer);
            if (ssrc.isEmpty()) {
                throw new MediaServerException(
                        MediaServerException.Reason.BAD_SDP, "The media server refused to send VP8.", null);
            }
            listener.sends(ssrc.getAsInt());
            TapEndpoint tap = new TapEndpoint(server, endpoint, listener);
            server.addListener(tap.serverListener);
            try {
                server.request(client -> {
                    client.getById(sourceEndpointId, MediaElement.class).connect(endpoint, MediaType.VIDEO);
                    return null;
                });
                return tap;
            } catch (MediaServerException e) {
                server.removeListener(tap.serverListener);
                throw e;
            }
        } catch (MediaServerException e) {
            server.release(endpoint);
            throw e;
        }
    }

    /** Asks the publisher for a keyframe, as {@link ViewerEndpoint#requestKeyframe} does. Returns at once. */
    public void requestKeyframe() {
        send(() -> endpoint.requestKeyframe(IGNORE));
    }

    /**
     * Reads the mean time that the video spends inside the media server, from its reception to its sending to the worker.
     * Returns at once; the answer comes on a thread of the client library, if at all.
     */
    public void readTransit(DoubleConsumer transitMs) {
        send(() -> endpoint.getStats(MediaType.VIDEO, new TransitTimes(transitMs)));
    }

    /**
     * Releases the endpoint; only the first call counts. Never fails: a release that the server does not answer is
     * repeated.
     */
    public void release() {
        if (ended.compareAndSet(false, true)) {
            server.removeListener(serverListener);
            server.release(endpoint);
        }
    }

    private void send(Runnable request) {
        if (ended.get() || !server.isAlive()) {
            return;
        }
        try {
            request.run();
        } catch (RuntimeException e) {
            // The connection broke, which the listener is told separately.
        }
    }

    private final class ServerListener implements KurentoServerListener {
        @Override
        public void aliveChanged(boolean alive) {
            if (!ended.get()) {
                listener.answering(alive);
            }
        }

        @Override
        public void objectsLost() {
            if (ended.compareAndSet(false, true)) {
                server.removeListener(this);
                listener.gone("The media server was restarted.");
            }
        }
    }
}
