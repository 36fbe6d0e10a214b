package org.chattycat.app.kurento;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;

/** All media servers that calls may run on. */
public final class MediaServers implements AutoCloseable {
    private final KurentoProperties properties;
    private final List<MediaServer> servers;
    private final List<Consumer<String>> forgottenListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> aliveListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> doubtListeners = new CopyOnWriteArrayList<>();

    MediaServers(KurentoProperties properties, Collection<String> uris) {
        this.properties = properties;
        this.servers = uris.stream()
                .map(uri -> new MediaServer(uri, properties, this::forgotten, this::aliveChanged, this::doubt))
                .toList();
    }

    void start() {
        servers.forEach(MediaServer::start);
    }

    /** Has the listener told the address of each server that lost our session: every id on it is dead. */
    public void onForgotten(Consumer<String> listener) {
        forgottenListeners.add(listener);
    }

    /** Has the listener told whenever a server begins or ceases to answer; it is to return at once. */
    public void onAliveChanged(Runnable listener) {
        aliveListeners.add(listener);
    }

    /**
     * Has the listener told whenever a server may have objects that nobody knows of: it answers again, or left a request
     * unanswered. The listener is to return at once.
     */
    public void onDoubt(Runnable listener) {
        doubtListeners.add(listener);
    }

    /** Addresses of the servers that answer. */
    public List<String> alive() {
        return servers.stream()
                .filter(MediaServer::isAlive)
                .map(MediaServer::uri)
                .toList();
    }

    /**
     * Makes the pipeline of a meeting on the server with the least load that answers.
     *
     * @param load people per server address
     * @param tags put on the pipeline, for whoever looks for orphans
     */
    public MeetingPipeline create(Map<String, Long> load, Map<String, String> tags) {
        MediaServer server = servers.stream()
                .filter(MediaServer::isAlive)
                .min(Comparator.comparingLong(candidate -> load.getOrDefault(candidate.uri(), 0L)))
                .orElseThrow(() -> new MediaServerException(
                        MediaServerException.Reason.UNAVAILABLE, "No media server answers", null));
        MediaPipeline pipeline = server.ask(KurentoClient::createMediaPipeline);
        server.held().add(pipeline.getId(), pipeline.getId());
        MeetingPipeline made = new MeetingPipeline(server, pipeline, properties.bitrates());
        try {
            return server.ask(client -> {
                tags.forEach(pipeline::addTag);
                pipeline.setLatencyStats(true);
                return made;
            });
        } catch (MediaServerException e) {
            made.release();
            throw e;
        }
    }

    /**
     * Takes a reference of our own to a pipeline that another instance made.
     *
     * @throws MediaServerException GONE when it does not exist any more, or its server is none of ours
     */
    public MeetingPipeline attach(String kurentoUri, String pipelineId) {
        MediaServer server = servers.stream()
                .filter(candidate -> candidate.uri().equals(kurentoUri))
                .findAny()
                .orElseThrow(() -> new MediaServerException(
                        MediaServerException.Reason.GONE, "No such media server: " + new ServerName(kurentoUri), null));
        return server.ask(client -> {
            MediaPipeline pipeline = client.getById(pipelineId, MediaPipeline.class);
            // The first request about an object is what makes the reference.
            pipeline.getCreationTime();
            return new MeetingPipeline(server, pipeline, properties.bitrates());
        });
    }

    /**
     * Releases, on all servers that answer, what dead instances left behind and what this one has abandoned.
     *
     * @param deploymentId the database whose objects to look at
     * @param instanceId this instance
     * @param usage asked for once per server, after its objects were listed
     * @return whether to look again soon: there are objects of which it cannot be told yet
     */
    public boolean releaseOrphans(UUID deploymentId, UUID instanceId, Supplier<Usage> usage) {
        OrphanSweep.Ours ours = new OrphanSweep.Ours(deploymentId.toString(), instanceId.toString(), usage);
        boolean again = false;
        for (MediaServer server : servers) {
            if (server.isAlive()) {
                again |= server.releaseOrphans(ours);
            }
        }
        return again;
    }

    /**
     * Who uses what, according to the database.
     *
     * @param pipelines ids of the pipelines that meetings use
     * @param instances ids of the instances that are alive; to be read after the pipelines
     */
    public record Usage(Set<String> pipelines, Set<String> instances) {}

    private void forgotten(String uri) {
        forgottenListeners.forEach(listener -> listener.accept(uri));
    }

    private void doubt() {
        doubtListeners.forEach(Runnable::run);
    }

    private void aliveChanged() {
        aliveListeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        servers.forEach(MediaServer::close);
    }
}
