package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;
import org.chattycat.kurento.embedded.endpoints.UriState;

/** An endpoint that plays or records what a URI names. */
abstract class UriEndpoint extends MediaElement {
    static final RemoteClass<UriEndpoint> CLASS = new RemoteClass<>(
                    "UriEndpoint", SdpEndpoint.ENDPOINT, UriEndpoint.class)
            .readOnly("uri", endpoint -> endpoint.uri)
            .readOnly("state", endpoint -> endpoint.state)
            .action("pause", (endpoint, call) -> endpoint.pause())
            .action("stop", (endpoint, call) -> endpoint.stop())
            .events("UriEndpointStateChanged");

    private final String uri;
    private volatile UriState state = UriState.STOP;

    UriEndpoint(MediaPipeline pipeline, RemoteClass<?> type, Context context, String uri) {
        super(pipeline, type, context);
        this.uri = uri;
    }

    abstract void pause();

    abstract void stop();

    @Override
    public void uriStateChanged(UriState next) {
        state = next;
        JsonObject data = new JsonObject();
        data.addProperty("state", next.name());
        fire("UriEndpointStateChanged", data);
    }
}
