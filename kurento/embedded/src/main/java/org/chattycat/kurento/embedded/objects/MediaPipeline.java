package org.chattycat.kurento.embedded.objects;

/** A pipeline. Its elements can be connected with each other. */
final class MediaPipeline extends MediaObject {
    static final RemoteClass<MediaPipeline> CLASS = new RemoteClass<>(
                    "MediaPipeline", MediaObject.CLASS, MediaPipeline.class)
            .boolProperty("latencyStats", MediaPipeline::latencyStats, (pipeline, on) -> pipeline.latencyStats = on)
            .operation("getGstreamerDot", (pipeline, call) -> {
                DotGraph.requireDetails(call.params());
                return DotGraph.of(pipeline, call.objects().children(pipeline));
            })
            .action("dumpGstreamerDot", (pipeline, call) -> DotGraph.requireDetails(call.params()));

    private volatile boolean latencyStats;

    MediaPipeline(String id, Context context) {
        super(id, null, context);
    }

    @Override
    RemoteClass<MediaPipeline> remoteClass() {
        return CLASS;
    }

    @Override
    MediaPipeline pipeline() {
        return this;
    }

    boolean latencyStats() {
        return latencyStats;
    }
}
