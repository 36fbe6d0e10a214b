package org.chattycat.app.probe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a participant publishes, by kind. For the thread of the participant. */
final class Publications {
    static final String CAMERA = "camera";
    static final String SMALL = "cameraSmall";

    private final CallMedia media;
    private final long phaseNanos;
    private final BiConsumer<String, Exception> ended;
    private final Map<String, PublishedMedia> byKind = new LinkedHashMap<>();

    /**
     * Publishes nothing yet.
     *
     * @param phaseNanos how long the frames are behind those of the shared picture
     * @param ended gets the kind of a publication whose connection failed, on the thread of the media
     */
    Publications(CallMedia media, long phaseNanos, BiConsumer<String, Exception> ended) {
        this.media = media;
        this.phaseNanos = phaseNanos;
        this.ended = ended;
    }

    /** Publishes a kind; in place of its former media, if it is published. */
    void publish(CallSocket socket, String kind) throws IOException {
        MediaConnection connection = MediaConnection.publish(socket, kind, media.dtls(), media.limit());
        boolean small = kind.equals(SMALL);
        SentFrames sent = new SentFrames();
        PublishedMedia stream = new PublishedMedia(
                connection,
                small ? media.video().small() : media.video().large(),
                !small,
                phaseNanos,
                sent,
                e -> ended.accept(kind, e));
        if (!small) {
            media.sent().put(stream.publicationId(), sent);
        }
        PublishedMedia former = byKind.put(kind, stream);
        if (former != null) {
            media.loop().remove(former);
        }
        media.loop().add(stream);
    }

    boolean has(String kind) {
        return byKind.containsKey(kind);
    }

    void unpublish(CallSocket socket, String kind) {
        PublishedMedia stream = byKind.remove(kind);
        media.loop().remove(stream);
        socket.request("unpublish", Map.of("publicationId", stream.publicationId()));
    }

    /** Empty for a publication of somebody else. */
    Optional<String> kindOf(String publicationId) {
        return byKind.entrySet().stream()
                .filter(one -> one.getValue().publicationId().equals(publicationId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void close() {
        byKind.values().forEach(stream -> {
            media.sent().remove(stream.publicationId());
            media.loop().remove(stream);
        });
    }
}
