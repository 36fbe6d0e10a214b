package org.chattycat.kurento.embedded.objects;

import java.util.UUID;

/** Kurento's object ids: a random part and the type, after the parent's id. */
final class Ids {
    private Ids() {}

    static String pipeline() {
        return UUID.randomUUID() + "_" + MediaPipeline.CLASS.qualifiedName();
    }

    static String element(MediaPipeline pipeline, RemoteClass<?> type) {
        return pipeline.id() + "/" + UUID.randomUUID() + "_" + type.qualifiedName();
    }
}
