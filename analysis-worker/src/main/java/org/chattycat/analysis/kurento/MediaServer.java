package org.chattycat.analysis.kurento;

import java.net.InetAddress;
import java.net.URI;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.kurento.client.Continuation;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaElement;
import org.kurento.client.MediaFlowState;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.internal.server.KurentoServerException;
import org.kurento.commons.exception.KurentoException;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to one media server, and the taps on it. */
final class MediaServer implements JsonRpcWSConnectionListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaServer.class);
    private static final int OBJECT_NOT_FOUND = 40101;

    private final String name;
    private final KurentoClient client;
    private final ServerWatch watch;
    private final Set<TapEndpoint> taps = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reservations = new AtomicInteger();
    /** Endpoints whose release the server has not answered. */
    private final Set<RtpEndpoint> unreleased = ConcurrentHashMap.newKeySet();

    /** Connects; the client connects again by itself for as long as it is open. */
    MediaServer(String uri, MediaServerSettings settings) throws MediaServerException {
        name = nameOf(uri);
        ServerConnection connection = new ServerConnection(uri, this, settings);
        try {
            connection.connect();
            // The library's own heartbeat makes a new connection where one is silent for longer.
            connection.enableHeartbeat((int) settings.pingInterval().toMillis());
            client = KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(connection);
        } catch (Exception failure) {
            closeQuietly(connection);
            throw new MediaServerException("The media server at " + name + " does not answer.", failure);
        }
        watch = new ServerWatch(connection::ping, settings, this::answering);
    }

    /** For logs and messages: without the path, which is a secret where the server is embedded. */
    static String nameOf(String uri) {
        try {
            URI parsed = URI.create(uri);
            return parsed.getScheme() + "://" + parsed.getAuthority();
        } catch (IllegalArgumentException e) {
            return "an address that cannot be read";
        }
    }

    TapEndpoint tap(String pipelineId, String endpointId, InetAddress address, int port, TapListener listener)
            throws MediaServerException {
        RtpEndpoint endpoint = null;
        try {
            MediaPipeline pipeline = client.getById(pipelineId, MediaPipeline.class);
            pipeline.setLatencyStats(true);
            endpoint = new RtpEndpoint.Builder(pipeline).build();
            endpoint.addMediaFlowInStateChangedListener(event -> {
                if (event.getMediaType() == MediaType.VIDEO) {
                    listener.flowing(event.getState() == MediaFlowState.FLOWING);
                }
            });
            String answer = endpoint.processOffer(TapSdp.offer(address, port));
            OptionalInt ssrc = TapSdp.ssrc(answer);
            if (ssrc.isEmpty()) {
                throw new MediaServerException("The media server refused to send VP8.", null);
            }
            TapEndpoint tap = new TapEndpoint(this, endpoint, listener, ssrc.getAsInt());
            taps.add(tap);
            client.getById(endpointId, MediaElement.class).connect(endpoint, MediaType.VIDEO);
            return tap;
        } catch (KurentoException failure) {
            releaseIfMade(endpoint);
            throw new MediaServerException(
                    "The publication cannot be tapped: " + firstLine(failure.getMessage()), failure);
        } catch (MediaServerException failure) {
            releaseIfMade(endpoint);
            throw failure;
        }
    }

    private void releaseIfMade(RtpEndpoint endpoint) {
        if (endpoint != null) {
            release(endpoint);
        }
    }

    void forget(TapEndpoint tap) {
        taps.remove(tap);
    }

    /** Keeps the connection open while a tap is being made. */
    void reserve() {
        reservations.incrementAndGet();
    }

    void unreserve() {
        reservations.decrementAndGet();
    }

    boolean isUnused() {
        return reservations.get() == 0 && taps.isEmpty();
    }

    /** Returns at once; a release that the server does not answer is repeated when it answers again. */
    void release(RtpEndpoint endpoint) {
        unreleased.add(endpoint);
        try {
            endpoint.release(new Continuation<>() {
                @Override
                public void onSuccess(Void done) {
                    unreleased.remove(endpoint);
                }

                @Override
                public void onError(Throwable cause) {
                    if (cause instanceof KurentoServerException refused && refused.getCode() == OBJECT_NOT_FOUND) {
                        unreleased.remove(endpoint);
                    }
                }
            });
        } catch (RuntimeException serverIsAway) {
            log.debug("an endpoint is not released yet: {}", serverIsAway.toString());
        }
    }

    private void releaseAgain() {
        unreleased.forEach(this::release);
    }

    private static String firstLine(String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("");
    }

    @Override
    public void connected() {
        log.info("connected to the media server at {}", name);
    }

    @Override
    public void connectionFailed() {
        log.info("no connection to the media server at {}", name);
    }

    @Override
    public void disconnected() {
        log.info("the connection to the media server at {} ended", name);
    }

    @Override
    public void reconnecting() {
        log.info("the media server at {} is away, connecting again", name);
    }

    /** A new session knows none of the old one's objects. */
    @Override
    public void reconnected(boolean sameServer) {
        log.info("connected again to the media server at {}, objects {}", name, sameServer ? "kept" : "lost");
        if (sameServer) {
            releaseAgain();
        } else {
            unreleased.clear();
            loseTaps("The media server was restarted.");
        }
    }

    private void answering(boolean now) {
        log.info("the media server at {} {}", name, now ? "answers again" : "does not answer");
        if (now) {
            releaseAgain();
        }
        taps.forEach(tap -> tap.answering(now));
    }

    private void loseTaps(String reason) {
        for (TapEndpoint tap : taps) {
            taps.remove(tap);
            tap.lost(reason);
        }
    }

    @Override
    public void close() {
        watch.close();
        client.destroy();
    }

    private static void closeQuietly(ServerConnection connection) {
        try {
            connection.close();
        } catch (Exception ignored) {
            log.debug("closing a failed connection", ignored);
        }
    }
}
