package org.chattycat.app.kurento;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chattycat.kurento.client.KurentoServer;
import org.chattycat.kurento.client.KurentoServerListener;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.MeetingPipeline;
import org.chattycat.kurento.client.ObjectUsage;
import org.chattycat.kurento.client.ServerName;
import org.chattycat.kurento.client.ServerState;
import org.chattycat.kurento.client.VideoBitrates;

/** All media servers that calls may run on. Listeners must return at once. */
public final class MediaServers implements AutoCloseable {
    private final List<KurentoServer> servers;
    private final VideoBitrates bitrates;
    private final Duration failover;
    private final List<Consumer<String>> objectsLostListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> aliveListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> unknownObjectsListeners = new CopyOnWriteArrayList<>();

    MediaServers(List<KurentoServer> servers, KurentoProperties properties) {
        this.servers = servers;
        this.bitrates = properties.bitrates();
        this.failover = properties.failover();
        servers.forEach(server -> server.addListener(new ServerListener(server.uri())));
    }

    void start() {
        servers.forEach(KurentoServer::start);
    }

    /** Adds a listener for servers that lost our session, called with the address: every id on the server is dead. */
    public void onObjectsLost(Consumer<String> listener) {
        objectsLostListeners.add(listener);
    }

    /** Adds a listener that is called when a server begins or stops to answer. */
    public void onAliveChanged(Runnable listener) {
        aliveListeners.add(listener);
    }

    /**
     * Adds a listener that is called when a server may have objects that no instance knows: it answers again, or left a
     * request unanswered.
     */
    public void onUnknownObjects(Runnable listener) {
        unknownObjectsListeners.add(listener);
    }

    /** All servers by their names, and whether each one answers. */
    Map<String, Boolean> answering() {
        Map<String, Boolean> answering = new LinkedHashMap<>();
        servers.forEach(server -> answering.put(new ServerName(server.uri()).toString(), server.isAlive()));
        return answering;
    }

    /** All servers with what this instance knows of them, by their addresses. Asks servers for their version, so it blocks. */
    public Map<String, ServerState> states() {
        Map<String, ServerState> states = new LinkedHashMap<>();
        servers.forEach(server -> states.put(server.uri(), server.state()));
        return states;
    }

    /** Addresses of the servers that answer. */
    public List<String> alive() {
        return servers.stream()
                .filter(KurentoServer::isAlive)
                .map(KurentoServer::uri)
                .toList();
    }

    /**
     * Whether a server has not answered for so long that its meetings go on elsewhere, and there is another one.
     *
     * @param kurentoUri one that is not configured has not failed
     */
    public boolean hasFailed(String kurentoUri) {
        return servers.stream().anyMatch(server -> server.uri().equals(kurentoUri) && server.isSilentFor(failover))
                && servers.stream().anyMatch(KurentoServer::isAlive);
    }

    /**
     * Makes the pipeline of a meeting on the server with the least load among those that answer and are not full. One that is being
     * taken out of service is used only where there is no other, because a call there is better than none.
     *
     * @param load people per server address
     * @param marks what the database holds of the servers
     * @param tags put on the pipeline, so that {@link #releaseOrphans} recognises it
     * @throws MediaServerException UNAVAILABLE when no server answers, FULL when all that answer are full
     */
    public MeetingPipeline create(Map<String, Long> load, Collection<ServerMark> marks, Map<String, String> tags) {
        List<KurentoServer> alive =
                servers.stream().filter(KurentoServer::isAlive).toList();
        if (alive.isEmpty()) {
            throw MediaServerException.unavailable("No media server answers");
        }
        Set<String> full = marked(marks, ServerMark::full);
        Set<String> draining = marked(marks, ServerMark::draining);
        return alive.stream()
                .filter(server -> !full.contains(server.uri()))
                .min(Comparator.comparing((KurentoServer server) -> draining.contains(server.uri()))
                        .thenComparing(server -> load.getOrDefault(server.uri(), 0L)))
                .orElseThrow(() -> MediaServerException.full("All media servers that answer are full"))
                .createPipeline(tags, bitrates);
    }

    private static Set<String> marked(Collection<ServerMark> marks, Predicate<ServerMark> how) {
        return marks.stream().filter(how).map(ServerMark::kurentoUri).collect(Collectors.toSet());
    }

    /** The address of the server with this name, with its path. */
    public Optional<String> find(String name) {
        return servers.stream()
                .map(KurentoServer::uri)
                .filter(uri -> new ServerName(uri).toString().equals(name))
                .findAny();
    }

    /**
     * Takes a reference of our own to a pipeline that another instance made.
     *
     * @throws MediaServerException GONE when the pipeline no longer exists or its server is not configured here
     */
    public MeetingPipeline attach(String kurentoUri, String pipelineId) {
        return servers.stream()
                .filter(server -> server.uri().equals(kurentoUri))
                .findAny()
                .orElseThrow(() -> MediaServerException.gone("No such media server: " + new ServerName(kurentoUri)))
                .attachToPipeline(pipelineId, bitrates);
    }

    /**
     * Releases, on all servers that answer, what dead instances left behind and what this instance made without knowing.
     *
     * @param deploymentId only objects of this deployment, which is one database, are looked at
     * @param instanceId this instance
     * @param usage read once per server, after its objects were listed
     * @return whether to look again soon, because some objects cannot be judged yet
     */
    public boolean releaseOrphans(UUID deploymentId, UUID instanceId, Supplier<ObjectUsage> usage) {
        boolean again = false;
        for (KurentoServer server : servers) {
            if (server.isAlive()) {
                again |= server.releaseOrphans(deploymentId, instanceId, usage);
            }
        }
        return again;
    }

    @Override
    public void close() {
        servers.forEach(KurentoServer::close);
    }

    private final class ServerListener implements KurentoServerListener {
        private final String uri;

        ServerListener(String uri) {
            this.uri = uri;
        }

        @Override
        public void aliveChanged(boolean alive) {
            aliveListeners.forEach(Runnable::run);
        }

        @Override
        public void objectsLost() {
            objectsLostListeners.forEach(listener -> listener.accept(uri));
        }

        @Override
        public void unknownObjectsPossible() {
            unknownObjectsListeners.forEach(Runnable::run);
        }
    }
}
