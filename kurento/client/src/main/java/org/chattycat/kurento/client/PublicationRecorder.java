package org.chattycat.kurento.client;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.WebRtcEndpoint;

/** Records what one browser publishes, and uploads it to an HTTP server while it does. It records once. */
public final class PublicationRecorder {
    private final KurentoServer server;
    private final RecorderEndpoint endpoint;
    private final AtomicBoolean released = new AtomicBoolean();

    private PublicationRecorder(KurentoServer server, RecorderEndpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Takes three round trips: one makes the object, whose id the others need, and recording begins when everything is connected,
     * because a file has the tracks that are connected then.
     */
    static PublicationRecorder create(
            KurentoServer server,
            WebRtcEndpoint source,
            MediaPipeline pipeline,
            Map<String, String> tags,
            RecordedMedia media,
            String uri,
            Consumer<String> onFailure) {
        RecorderEndpoint endpoint = server.request(client -> new RecorderEndpoint.Builder(pipeline, uri)
                .withMediaProfile(media.profile())
                .build());
        server.objectsInUse().add(endpoint.getId(), pipeline.getId());
        PublicationRecorder recorder = new PublicationRecorder(server, endpoint);
        try {
            server.request(client -> {
                ConcurrentRequests requests = new ConcurrentRequests(server.requestTimeout());
                tags.forEach((key, value) -> endpoint.addTag(key, value, requests.next()));
                endpoint.addErrorListener(
                        event -> {
                            if (!recorder.released.get()) {
                                onFailure.accept(event.getDescription());
                            }
                        },
                        requests.next());
                for (MediaType type : media.types()) {
                    source.connect(endpoint, type, requests.next());
                }
                requests.await();
                return null;
            });
            server.run(endpoint::record);
            return recorder;
        } catch (MediaServerException e) {
            recorder.release();
            throw e;
        }
    }

    /**
     * Ends the recording: the media server sends the rest of it, and forgets the recorder. Returns at once, because a media server
     * may wait for whoever takes the file. Never fails: a release that the server does not answer is repeated.
     */
    public void release() {
        if (released.compareAndSet(false, true)) {
            server.releaseSoon(endpoint);
        }
    }

    /** Stops using the recorder: the media server has lost it. */
    public void forget() {
        released.set(true);
    }
}
