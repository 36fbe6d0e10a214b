package org.chattycat.analysis.tap;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.chattycat.kurento.client.KurentoServer;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.ServerName;
import org.chattycat.kurento.client.TapEndpoint;
import org.chattycat.kurento.client.TapListener;

/** The media servers that this worker's taps are on, with one connection to each. Calls block, up to the time limits. */
public final class TapServers implements AutoCloseable {
    private static final int DEFAULT_PORT = 8888;

    private final KurentoClientProperties properties;
    private final Map<String, Entry> servers = new HashMap<>();
    private boolean closed;

    /** A server, and the number of taps that are being created on it. */
    private static final class Entry {
        private final KurentoServer server;
        private int pending;

        Entry(KurentoServer server) {
            this.server = server;
        }

        boolean isUnused() {
            return pending == 0 && !server.hasListeners();
        }
    }

    public TapServers(KurentoClientProperties properties) {
        this.properties = properties;
    }

    /**
     * Makes a media server send a publication's video to this worker.
     *
     * @param address where to send it
     * @throws MediaServerException if the server does not answer, or the pipeline or endpoint is gone
     */
    public TapEndpoint tap(
            String uri, String pipelineId, String endpointId, InetAddress address, int port, TapListener listener) {
        Entry entry = reserve(uri);
        try {
            entry.server.awaitConnection();
            return entry.server.tap(pipelineId, endpointId, address, port, listener);
        } finally {
            unreserve(entry);
        }
    }

    /** The local address that a connection to that media server uses: the server can reach this worker there. */
    public static InetAddress localAddressTowards(String uri) throws IOException {
        try (DatagramSocket probe = new DatagramSocket()) {
            URI parsed = URI.create(uri);
            InetAddress host = InetAddress.getByName(parsed.getHost());
            // Connecting a UDP socket sends nothing, but makes the kernel choose the route.
            probe.connect(new InetSocketAddress(host, parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort()));
            return probe.getLocalAddress();
        } catch (IllegalArgumentException | UnknownHostException | SocketException e) {
            throw new NoRouteToHostException("No route to the media server " + new ServerName(uri) + ".");
        }
    }

    private synchronized Entry reserve(String uri) {
        if (closed) {
            throw new IllegalStateException("The worker is stopping.");
        }
        Entry entry = servers.computeIfAbsent(uri, this::connect);
        entry.pending++;
        return entry;
    }

    private Entry connect(String uri) {
        KurentoServer server = new KurentoServer(uri, properties);
        server.start();
        return new Entry(server);
    }

    private synchronized void unreserve(Entry entry) {
        entry.pending--;
    }

    /** Closes connections without taps, so that a server that is gone is not called for ever. */
    public void closeUnused() {
        List<Entry> unused = new ArrayList<>();
        synchronized (this) {
            servers.values().stream().filter(Entry::isUnused).forEach(unused::add);
            servers.values().removeAll(unused);
        }
        unused.forEach(entry -> entry.server.close());
    }

    @Override
    public void close() {
        List<Entry> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(servers.values());
            servers.clear();
        }
        all.forEach(entry -> entry.server.close());
    }
}
