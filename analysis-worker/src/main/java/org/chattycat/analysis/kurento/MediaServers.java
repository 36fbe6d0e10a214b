package org.chattycat.analysis.kurento;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** The connections to all media servers that taps are on, one each. Calls block, up to the configured time-out. */
public final class MediaServers implements AutoCloseable {
    private static final int DEFAULT_PORT = 8888;

    private final MediaServerSettings settings;
    private final Map<String, MediaServer> servers = new HashMap<>();
    private boolean closed;

    public MediaServers(MediaServerSettings settings) {
        this.settings = settings;
    }

    /**
     * Has a publication's video sent to this worker.
     *
     * @param address where to send it
     * @throws MediaServerException if the server is away, or the pipeline or endpoint is gone
     */
    public TapEndpoint tap(
            String uri, String pipelineId, String endpointId, InetAddress address, int port, TapListener listener)
            throws MediaServerException {
        MediaServer server = reserve(uri);
        try {
            return server.tap(pipelineId, endpointId, address, port, listener);
        } finally {
            server.unreserve();
        }
    }

    /** The local address that a connection to that media server uses: the one it can reach this worker at. */
    public static InetAddress localAddressTowards(String uri) throws MediaServerException {
        try (DatagramSocket probe = new DatagramSocket()) {
            URI parsed = URI.create(uri);
            InetAddress host = InetAddress.getByName(parsed.getHost());
            // Connecting a UDP socket sends nothing, but has the kernel choose the route.
            probe.connect(new InetSocketAddress(host, parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort()));
            return probe.getLocalAddress();
        } catch (IllegalArgumentException | UnknownHostException | SocketException unreachable) {
            throw new MediaServerException(
                    "No route to the media server at " + MediaServer.nameOf(uri) + ".", unreachable);
        }
    }

    private synchronized MediaServer reserve(String uri) throws MediaServerException {
        if (closed) {
            throw new MediaServerException("The worker is stopping.", null);
        }
        MediaServer server = servers.get(uri);
        if (server == null) {
            server = new MediaServer(uri, settings);
            servers.put(uri, server);
        }
        server.reserve();
        return server;
    }

    /** Closes connections that no tap uses, so that a server that is gone for good is not called for ever. */
    public void closeUnused() {
        Map<String, MediaServer> unused = new HashMap<>();
        synchronized (this) {
            servers.forEach((uri, server) -> {
                if (server.isUnused()) {
                    unused.put(uri, server);
                }
            });
            servers.keySet().removeAll(unused.keySet());
        }
        unused.values().forEach(MediaServer::close);
    }

    @Override
    public void close() {
        Map<String, MediaServer> all;
        synchronized (this) {
            closed = true;
            all = new HashMap<>(servers);
            servers.clear();
        }
        all.values().forEach(MediaServer::close);
    }
}
