package org.chattycat.kurento.embedded.objects;

import org.chattycat.kurento.embedded.endpoints.MediaNode;

/** An element that hands on what it gets. */
final class PassThrough extends MediaElement {
    static final RemoteClass<PassThrough> CLASS =
            new RemoteClass<>("PassThrough", MediaElement.CLASS, PassThrough.class);

    private final MediaNode node;

    private PassThrough(MediaPipeline pipeline, Context context) {
        super(pipeline, CLASS, context);
        node = context.media().createPassThrough(this);
    }

    static PassThrough create(Call call, Context context) {
        return new PassThrough(pipelineOf(call), context);
    }

    @Override
    RemoteClass<PassThrough> remoteClass() {
        return CLASS;
    }

    @Override
    MediaNode node() {
        return node;
    }
}
