package org.chattycat.kurento.embedded.objects;

import org.chattycat.kurento.embedded.endpoints.MediaTransport;

/** An element that forwards its media unchanged. */
final class PassThrough extends MediaElement {
    static final RemoteClass<PassThrough> CLASS =
            new RemoteClass<>("PassThrough", MediaElement.CLASS, PassThrough.class);

    private final MediaTransport transport;

    private PassThrough(MediaPipeline pipeline, Context context) {
        super(pipeline, CLASS, context);
        transport = context.media().createPassThrough(this);
    }

    static PassThrough create(Call call, Context context) {
        return new PassThrough(pipelineOf(call), context);
    }

    @Override
    RemoteClass<PassThrough> remoteClass() {
        return CLASS;
    }

    @Override
    MediaTransport transport() {
        return transport;
    }
}
