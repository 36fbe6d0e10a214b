package org.chattycat.app.kurento;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.kurento.client.MediaPipeline;

/** All media servers that calls may run on. */
public final class MediaServers implements AutoCloseable {
    private final KurentoProperties properties;
    private final List<MediaServer> servers;
    private final List<Consumer<String>> forgottenListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> aliveListeners = new CopyOnWriteArrayList<>();

    MediaServers(KurentoProperties properties, Collection<String> uris) {
        this.properties = properties;
        this.servers = uris.stream()
                .map(uri -> new MediaServer(uri, properties, this::forgotten, this::aliveChanged))
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
    public MeetingMedia create(Map<String, Long> load, Map<String, String> tags) {
        MediaServer server = servers.stream()
                .filter(MediaServer::isAlive)
                .min(Comparator.comparingLong(candidate -> load.getOrDefault(candidate.uri(), 0L)))
                .orElseThrow(
                        () -> new MediaException(MediaException.Reason.UNAVAILABLE, "No media server answers", null));
        return server.ask(client -> {
            MediaPipeline pipeline = client.createMediaPipeline();
            tags.forEach(pipeline::addTag);
            pipeline.setLatencyStats(true);
            return new MeetingMedia(server, pipeline, properties.bitrates());
        });
    }

    /**
     * Takes a reference of our own to a pipeline that another instance made.
     *
     * @throws MediaException GONE when it does not exist any more, or its server is none of ours
     */
    public MeetingMedia attach(String kurentoUri, String pipelineId) {
        MediaServer server = servers.stream()
                .filter(candidate -> candidate.uri().equals(kurentoUri))
                .findAny()
                .orElseThrow(() ->
                        new MediaException(MediaException.Reason.GONE, "No such media server: " + kurentoUri, null));
        return server.ask(client -> {
            MediaPipeline pipeline = client.getById(pipelineId, MediaPipeline.class);
            // The first request about an object is what makes the reference.
            pipeline.getCreationTime();
            return new MeetingMedia(server, pipeline, properties.bitrates());
        });
    }

    /**
     * Releases what dead instances left behind on all servers that answer.
     *
     * @param deploymentId the database whose objects to look at
     * @param instances ids of the instances that are alive
     * @param pipelines ids of the pipelines that meetings use
     */
    public void releaseOrphans(UUID deploymentId, Set<String> instances, Set<String> pipelines) {
        for (MediaServer server : servers) {
            if (server.isAlive()) {
                server.askAside(client -> Orphans.release(client, deploymentId.toString(), instances, pipelines));
            }
        }
    }

    private void forgotten(String uri) {
        forgottenListeners.forEach(listener -> listener.accept(uri));
    }

    private void aliveChanged() {
        aliveListeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        servers.forEach(MediaServer::close);
    }
}
