package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chattycat.kurento.embedded.endpoints.ForwardingMediaEngine;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.objects.ObjectLimits;
import org.chattycat.kurento.embedded.objects.ObjectService;
import org.chattycat.kurento.embedded.protocol.ProtocolConfig;
import org.chattycat.kurento.embedded.protocol.WebSocketServer;

/**
 * A media server in this JVM that Kurento's clients cannot tell from the real one.
 *
 * <pre>{@code
 * try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
 *     KurentoClient client = KurentoClient.create(kurento.uri().toString());
 * }
 * }</pre>
 *
 * <p>It listens on loopback unless told otherwise, and has no authentication: whoever reaches it may use it, unless it has a
 * secret path.
 */
public final class EmbeddedKurento implements AutoCloseable {
    private static final Duration LONGEST_FREEZE = Duration.ofMinutes(1);

    private final MediaEngine media;
    private final ObjectService server;
    private final WebSocketServer webSocket;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final InetSocketAddress address;
    private final String path;

    private EmbeddedKurento(Builder builder) throws IOException {
        Clock clock = Clock.systemUTC();
        media = builder.media == null ? ForwardingMediaEngine.open(builder.mediaConfig) : builder.media;
        server = new ObjectService(media, clock, ObjectLimits.DEFAULT);
        path = builder.path;
        webSocket = new WebSocketServer(
                server,
                new ProtocolConfig(
                        new InetSocketAddress(builder.bindAddress, builder.port),
                        builder.path,
                        builder.sessionTimeout,
                        builder.allowedOrigins,
                        builder.allowedHosts,
                        Builder.MAX_MESSAGE_BYTES,
                        Builder.MAX_CONNECTIONS),
                clock);
        try {
            address = webSocket.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The address for clients: {@code ws://host:port/kurento}, or with a secret path, and then not to be logged. */
    public URI uri() {
        String host = address.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getAddress().getHostAddress();
        return URI.create("ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + path);
    }

    /** Media objects alive, of all clients. */
    public int objectCount() {
        return server.objectCount();
    }

    /** Client sessions alive. */
    public int sessionCount() {
        return server.sessionCount();
    }

    /**
     * Hangs for that long, as a real server that swaps or is being debugged does: connections stay open, nothing is
     * answered, no media moves. For tests of clients. Returns at once.
     *
     * @param duration at most a minute
     */
    public void freeze(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST_FREEZE) > 0) {
            throw new IllegalArgumentException("not between 0 and " + LONGEST_FREEZE + ": " + duration);
        }
        media.freeze(duration);
        webSocket.freeze(duration);
    }

    /** Drops every client, releases every object, frees every port and thread. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        webSocket.close();
        server.close();
        media.close();
    }

    /** What can be set, with defaults for a client on the same host. */
    public static final class Builder {
        private static final int MAX_MESSAGE_BYTES = 1 << 20;
        private static final int MAX_CONNECTIONS = 1_000;
        private static final int SECRET_BYTES = 32;

        private MediaEngine media;
        private MediaEngineConfig mediaConfig = MediaEngineConfig.defaults();
        private InetAddress bindAddress = InetAddress.getLoopbackAddress();
        private int port;
        private String path = "/kurento";
        private Duration sessionTimeout = Duration.ofSeconds(240);
        private final Set<String> allowedOrigins = new HashSet<>();
        private final Set<String> allowedHosts = new HashSet<>();

        private Builder() {}

        Builder media(MediaEngine engine) {
            media = Objects.requireNonNull(engine);
            return this;
        }

        /** Addresses, ports and time-outs of media, and how strictly it resembles a real Kurento. */
        public Builder media(MediaEngineConfig config) {
            mediaConfig = Objects.requireNonNull(config);
            return this;
        }

        /** The address to listen on for clients; loopback by default. */
        public Builder bindAddress(InetAddress address) {
            bindAddress = Objects.requireNonNull(address);
            return this;
        }

        /** The port to listen on for clients; 0, the default, takes a free one. */
        public Builder port(int newPort) {
            if (newPort < 0 || newPort > 65535) {
                throw new IllegalArgumentException("not a port: " + newPort);
            }
            port = newPort;
            return this;
        }

        /**
         * Listens at a random path of 256 bits instead of {@code /kurento}: only who is told {@link EmbeddedKurento#uri} can
         * connect, not every user of this host.
         */
        public Builder secretPath() {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "/kurento";
            return this;
        }

        /** How long the objects of a client that vanished are kept at least; at most twice as long. */
        public Builder sessionTimeout(Duration timeout) {
            sessionTimeout = Objects.requireNonNull(timeout);
            return this;
        }

        /** Lets web pages of that origin connect, such as {@code https://example.org}. */
        public Builder allowOrigin(String origin) {
            allowedOrigins.add(origin);
            return this;
        }

        /** Lets clients reach this server by that name; localhost and addresses always work. */
        public Builder allowHost(String name) {
            allowedHosts.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /** @throws IOException if the address cannot be bound, with a sentence that says which */
        public EmbeddedKurento start() throws IOException {
            return new EmbeddedKurento(this);
        }
    }
}
