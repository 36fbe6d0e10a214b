package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.chattycat.kurento.embedded.endpoints.Recorder;
import org.chattycat.kurento.embedded.endpoints.RecorderSettings;
import org.chattycat.kurento.embedded.endpoints.UriState;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records to a WebM file. */
final class RecorderEndpoint extends UriEndpoint {
    static final RemoteClass<RecorderEndpoint> CLASS = new RemoteClass<>(
                    "RecorderEndpoint", UriEndpoint.CLASS, RecorderEndpoint.class)
            .action("record", (endpoint, call) -> endpoint.recorder.record())
            .slowOperation("stopAndWait", (endpoint, call) -> endpoint.stopped())
            .events("Recording", "Paused", "Stopped");

    private static final Logger log = LoggerFactory.getLogger(RecorderEndpoint.class);

    /** Media profiles whose formats are not transcoded here. */
    private static final Map<String, Set<MediaKind>> PROFILES = Map.of(
            "WEBM", Set.of(MediaKind.AUDIO, MediaKind.VIDEO),
            "WEBM_AUDIO_ONLY", Set.of(MediaKind.AUDIO),
            "WEBM_VIDEO_ONLY", Set.of(MediaKind.VIDEO));

    private static final Map<UriState, String> EVENTS =
            Map.of(UriState.START, "Recording", UriState.PAUSE, "Paused", UriState.STOP, "Stopped");

    private final Recorder recorder;

    private RecorderEndpoint(MediaPipeline pipeline, Context context, RecorderSettings settings) {
        super(pipeline, CLASS, context, settings.uri());
        recorder = context.media().createRecorder(this, settings);
    }

    static RecorderEndpoint create(Call call, Context context) {
        MediaPipeline pipeline = pipelineOf(call);
        Params params = call.params();
        String uri = params.string("uri");
        String profile =
                params.optionalEnum("mediaProfile", "MediaProfileSpecType").orElse("WEBM");
        Set<MediaKind> kinds = PROFILES.get(profile);
        if (kinds == null) {
            log.warn("A client asked for the media profile {}, which is not supported", profile);
            // Kurento's answer to a profile for which it lacks the plug-in.
            throw new KurentoException(
                    KurentoErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, "Media profile " + profile + " not supported");
        }
        boolean stops = params.optionalBool("stopOnEndOfStream").orElse(false);
        return new RecorderEndpoint(pipeline, context, new RecorderSettings(uri, kinds, stops));
    }

    private CompletionStage<JsonElement> stopped() {
        return recorder.stop().thenApply(done -> JsonNull.INSTANCE);
    }

    @Override
    void pause() {
        recorder.pause();
    }

    @Override
    void stop() {
        recorder.stop();
    }

    @Override
    public void uriStateChanged(UriState next) {
        super.uriStateChanged(next);
        fire(EVENTS.get(next), new JsonObject());
    }

    @Override
    RemoteClass<RecorderEndpoint> remoteClass() {
        return CLASS;
    }

    @Override
    Recorder transport() {
        return recorder;
    }
}
