package org.chattycat.kurento.client;

import java.time.Duration;
import org.kurento.client.KurentoClient;
import org.kurento.client.ServerManager;

/**
 * What a media server says about itself.
 *
 * @param version of its core, such as {@code 7.3.0}
 * @param pipelines that exist on it, one per meeting
 * @param roundTrip how long it took to answer one request
 */
public record ServerDescription(String version, int pipelines, Duration roundTrip) {
    /**
     * Asks a media server in a session of its own, which ends afterwards. Nothing is created on the server.
     *
     * @param uri such as {@code ws://host:8888/kurento}
     * @throws MediaServerException when the server does not answer in time, or refuses
     */
    public static ServerDescription of(String uri, KurentoClientProperties properties) {
        ServerName name = new ServerName(uri);
        RpcConnection rpc = new RpcConnection(uri, properties, () -> {}, sameServer -> {});
        rpc.setTryReconnectingForever(false);
        try {
            rpc.connect();
            ServerManager manager = KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(rpc)
                    .getServerManager();
            String version = manager.getInfo().getVersion();
            long startNanos = System.nanoTime();
            int pipelines = manager.getPipelines().size();
            return new ServerDescription(version, pipelines, Duration.ofNanos(System.nanoTime() - startNanos));
        } catch (Exception e) {
            // The library throws many types for one reason.
            throw new MediaServerException(
                    MediaServerException.Reason.UNAVAILABLE, name.withoutPath(String.valueOf(e.getMessage())), e);
        } finally {
            rpc.abandon();
        }
    }
}
