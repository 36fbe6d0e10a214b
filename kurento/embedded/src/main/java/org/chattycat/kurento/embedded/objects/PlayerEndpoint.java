package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;
import org.chattycat.kurento.embedded.endpoints.PlayedFile;
import org.chattycat.kurento.embedded.endpoints.Player;

/** Plays a WebM, Matroska or MP4 file. */
final class PlayerEndpoint extends UriEndpoint {
    static final RemoteClass<PlayerEndpoint> CLASS = new RemoteClass<>(
                    "PlayerEndpoint", UriEndpoint.CLASS, PlayerEndpoint.class)
            .action("play", (endpoint, call) -> endpoint.player.play())
            .readOnly("videoInfo", PlayerEndpoint::videoInfo)
            .readOnly("elementGstreamerDot", endpoint -> DotGraph.of(endpoint))
            .readOnly("position", endpoint -> endpoint.player.positionMillis())
            .action("setPosition", PlayerEndpoint::seek)
            .events("EndOfStream");

    private final Player player;

    private PlayerEndpoint(MediaPipeline pipeline, Context context, String uri) {
        super(pipeline, CLASS, context, uri);
        player = context.media().createPlayer(this, uri);
    }

    /** Media is always passed on as it is, and there is no RTSP, so two parameters have no effect. */
    static PlayerEndpoint create(Call call, Context context) {
        MediaPipeline pipeline = pipelineOf(call);
        String uri = call.params().string("uri");
        call.params().optionalBool("useEncodedMedia");
        call.params().optionalInteger("networkCache");
        return new PlayerEndpoint(pipeline, context, uri);
    }

    private JsonObject videoInfo() {
        PlayedFile file = player.file();
        JsonObject info = Json.struct("VideoInfo");
        info.addProperty("isSeekable", file.isSeekable());
        info.addProperty("seekableInit", 0);
        info.addProperty("seekableEnd", file.durationMillis());
        info.addProperty("duration", file.durationMillis());
        return info;
    }

    private void seek(Call call) {
        if (!player.seek(call.params().integer("position"))) {
            throw new KurentoException(KurentoErrorCode.PLAYER_SEEK_FAIL, "Seek fails");
        }
    }

    @Override
    void pause() {
        player.pause();
    }

    @Override
    void stop() {
        player.stop();
    }

    @Override
    public void endOfStream() {
        fire("EndOfStream", new JsonObject());
    }

    @Override
    public void unplayable(boolean invalidMedia, String reason) {
        fireError(invalidMedia ? "INVALID_MEDIA" : "INVALID_URI", 0, reason);
    }

    @Override
    RemoteClass<PlayerEndpoint> remoteClass() {
        return CLASS;
    }

    @Override
    Player transport() {
        return player;
    }
}
