package org.chattycat.kurento.client;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kurento.client.KurentoClient;
import org.kurento.client.KurentoObject;
import org.kurento.client.MediaPipeline;
import org.kurento.client.internal.server.KurentoServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One media server, and the objects that this process has on it. Safe for every thread. */
public final class KurentoServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KurentoServer.class);

    private final String uri;
    private final ServerName name;
    private final KurentoClientProperties properties;
    private final ServerConnection connection;
    private final ObjectsInUse objectsInUse = new ObjectsInUse();
    private final ReleaseQueue releases;
    private final OrphanSweep orphans;
    private final List<KurentoServerListener> listeners = new CopyOnWriteArrayList<>();
    /** Null before anybody asked, and for a new session: the server may be another release then. */
    private volatile String version;

    /** @param uri such as {@code ws://host:8888/kurento} */
    public KurentoServer(String uri, KurentoClientProperties properties) {
        this.uri = uri;
        this.name = new ServerName(uri);
        this.properties = properties;
        this.releases = new ReleaseQueue(name, this::tryToRelease);
        this.orphans = new OrphanSweep(objectsInUse, properties.requestTimeout());
        this.connection = new ServerConnection(uri, name, properties, new ConnectionListener());
    }

    /** Begins to connect, and returns at once. The connection is made again for as long as this is open. */
    public void start() {
        connection.start();
    }

    /** Waits until the first attempt to connect has ended, and returns {@link #isAlive()}. */
    public boolean awaitConnection() {
        return connection.awaitFirstCheck();
    }

    public String uri() {
        return uri;
    }

    /** Whether the server answered the last ping in time. */
    public boolean isAlive() {
        return connection.isAlive();
    }

    /** Whether the server has answered no ping for so long. */
    public boolean isSilentFor(Duration duration) {
        return !connection.isAlive() && connection.since().plus(duration).isBefore(Instant.now());
    }

    /** What is known of the server. Asks it for its version, once in a session, so it blocks for the limit of a request. */
    public ServerState state() {
        return new ServerState(name, connection.isAlive(), connection.since(), connection.answeredAt(), version());
    }

    private String version() {
        if (version == null && isAlive()) {
            try {
                version = request(client -> client.getServerManager().getInfo().getVersion());
            } catch (MediaServerException e) {
                log.debug("{} did not say its version", name, e);
            }
        }
        return version;
    }

    public void addListener(KurentoServerListener listener) {
        listeners.add(listener);
    }

    void removeListener(KurentoServerListener listener) {
        listeners.remove(listener);
    }

    /** Whether anybody listens; a tap does until it is released or lost. */
    public boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /**
     * Makes the pipeline of a meeting.
     *
     * @param tags put on the pipeline, so that {@link #releaseOrphans} recognises it
     * @throws MediaServerException when the server does not answer; nothing is left behind then
     */
    public MeetingPipeline createPipeline(Map<String, String> tags, VideoBitrates bitrates) {
        MediaPipeline pipeline = request(KurentoClient::createMediaPipeline);
        objectsInUse.add(pipeline.getId(), pipeline.getId());
        MeetingPipeline created = new MeetingPipeline(this, pipeline, bitrates);
        try {
            return request(client -> {
                tags.forEach(pipeline::addTag);
                pipeline.setLatencyStats(true);
                return created;
            });
        } catch (MediaServerException e) {
            created.release();
            throw e;
        }
    }

    /**
     * Takes a reference of our own to a pipeline that another process made.
     *
     * @throws MediaServerException GONE when the pipeline no longer exists
     */
    public MeetingPipeline attachToPipeline(String pipelineId, VideoBitrates bitrates) {
        return request(client -> {
            MediaPipeline pipeline = client.getById(pipelineId, MediaPipeline.class);
            // The first request about an object makes the reference.
            pipeline.getCreationTime();
            return new MeetingPipeline(this, pipeline, bitrates);
        });
    }

    /**
     * Has the video of a publication sent as plain RTP.
     *
     * @param sourceEndpointId the endpoint that receives the publication
     * @param address where to send it
     * @throws MediaServerException when the server does not answer, the pipeline or the endpoint is gone, or the server
     *     refuses to send VP8; nothing is left behind then
     */
    public TapEndpoint tap(
            String pipelineId, String sourceEndpointId, InetAddress address, int port, TapListener listener) {
        return TapEndpoint.create(this, pipelineId, sourceEndpointId, TapSdp.offer(address, port), listener);
    }

    /**
     * Releases objects that nobody uses: what dead instances left behind, and what this instance made without knowing.
     *
     * @param deploymentId only objects of this deployment are looked at
     * @param instanceId this instance
     * @param usage read after the objects were listed
     * @return whether to look again soon, because some objects cannot be judged yet
     * @throws MediaServerException when the server does not answer
     */
    public boolean releaseOrphans(UUID deploymentId, UUID instanceId, Supplier<ObjectUsage> usage) {
        OrphanSweep.Scope scope = new OrphanSweep.Scope(deploymentId.toString(), instanceId.toString(), usage);
        try {
            return connection.inSeparateSession(client -> orphans.release(client, scope));
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    /**
     * Sends requests.
     *
     * @throws MediaServerException when the server does not answer in time or refuses
     */
    <T> T request(Function<KurentoClient, T> requests) {
        KurentoClient client = connection.client();
        if (client == null) {
            throw new MediaServerException(
                    MediaServerException.Reason.UNAVAILABLE, "The media server " + name + " does not answer", null);
        }
        try {
            return requests.apply(client);
        } catch (KurentoServerException e) {
            throw MediaServerException.of(e);
        } catch (MediaServerException e) {
            throw e;
        } catch (RuntimeException e) {
            // The client library throws a dozen types for a connection that is slow, broken or closed. The server may
            // still execute the request.
            notifyListeners(KurentoServerListener::unknownObjectsPossible);
            throw unavailable(e);
        }
    }

    /** {@link #request} for requests without a result. */
    void run(Runnable requests) {
        request(client -> {
            requests.run();
            return null;
        });
    }

    private MediaServerException unavailable(RuntimeException e) {
        return new MediaServerException(MediaServerException.Reason.UNAVAILABLE, name.withoutPath(e.getMessage()), e);
    }

    /** How long the answer to one request may take. */
    Duration requestTimeout() {
        return properties.requestTimeout();
    }

    ObjectsInUse objectsInUse() {
        return objectsInUse;
    }

    /**
     * Releases an object with everything on it. Never fails: a release that the server does not answer is repeated until
     * the server answers or has lost our session.
     */
    void release(KurentoObject object) {
        objectsInUse.remove(object.getId());
        releases.release(object);
    }

    /** The same, without waiting for the server. */
    void releaseSoon(KurentoObject object) {
        objectsInUse.remove(object.getId());
        releases.releaseSoon(object);
    }

    private boolean tryToRelease(KurentoObject object) {
        try {
            run(object::release);
            return true;
        } catch (MediaServerException e) {
            if (e.reason() == MediaServerException.Reason.GONE) {
                return true;
            }
            log.debug("Not released yet: {}", object, e);
            return false;
        }
    }

    private void notifyListeners(Consumer<KurentoServerListener> event) {
        listeners.forEach(event);
    }

    @Override
    public void close() {
        releases.close();
        connection.close();
    }

    private final class ConnectionListener implements ServerConnection.Listener {
        @Override
        public void aliveChanged(boolean alive) {
            if (alive) {
                notifyListeners(KurentoServerListener::unknownObjectsPossible);
            }
            notifyListeners(listener -> listener.aliveChanged(alive));
        }

        @Override
        public void answered() {
            releases.repeat();
        }

        @Override
        public void sessionLost() {
            version = null;
            objectsInUse.clear();
            releases.clear();
        }

        @Override
        public void sessionReplaced() {
            notifyListeners(KurentoServerListener::objectsLost);
        }
    }
}
