package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
 * A media server in this JVM that Kurento's clients use like a real one.
 *
 * <pre>{@code
 * try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
 *     KurentoClient client = KurentoClient.create(kurento.uri().toString());
 * }
 * }</pre>
 *
 * <p>It listens on loopback by default. It has no authentication: every client that reaches it can use it, unless it
 * has a secret path.
 */
public final class EmbeddedKurento implements AutoCloseable {
    private static final Duration LONGEST_FREEZE = Duration.ofMinutes(1);

    private final MediaEngine media;
    private final ObjectService server;
    private final WebSocketServer webSocket;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final InetSocketAddress address;
    private final String path;
    private final Optional<Path> mediaDirectory;

    private EmbeddedKurento(Builder builder) throws IOException {
        Clock clock = Clock.systemUTC();
        media = builder.media == null ? ForwardingMediaEngine.open(builder.mediaConfig) : builder.media;
        server = new ObjectService(media, clock, ObjectLimits.DEFAULT);
        path = builder.path;
        mediaDirectory = builder.mediaConfig.storage().directory();
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

    /**
     * The address for clients: {@code ws://host:port/kurento}. If the path is secret, the address must not be logged.
     */
    public URI uri() {
        String host = address.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getAddress().getHostAddress();
        return URI.create("ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + path);
    }

    /** The directory below which recorders and players may use files, if they may. */
    public Optional<Path> mediaDirectory() {
        return mediaDirectory;
    }

    /** Number of media objects alive, of all clients. */
    public int objectCount() {
        return server.objectCount();
    }

    /** Number of client sessions alive. */
    public int sessionCount() {
        return server.sessionCount();
    }

    /**
     * Stops for a while, like a real server that swaps or is being debugged: connections stay open, requests are not
     * answered, and no media moves. For tests of clients. Returns at once.
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

    /** Disconnects all clients, releases all objects and frees all ports and threads. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        webSocket.close();
        server.close();
        media.close();
    }

    /** Settings, with defaults for clients on the same host. */
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

        /** Addresses, ports and time-outs of media, and whether the server is as limited as a real Kurento. */
        public Builder media(MediaEngineConfig config) {
            mediaConfig = Objects.requireNonNull(config);
            return this;
        }

        /** The address to listen on for clients; loopback by default. */
        public Builder bindAddress(InetAddress address) {
            bindAddress = Objects.requireNonNull(address);
            return this;
        }

        /** The port to listen on for clients; 0, the default, chooses a free port. */
        public Builder port(int newPort) {
            if (newPort < 0 || newPort > 65535) {
                throw new IllegalArgumentException("not a port: " + newPort);
            }
            port = newPort;
            return this;
        }

        /**
         * Listens at a random path of 256 bits instead of {@code /kurento}, so that only clients that know {@link
         * EmbeddedKurento#uri} can connect and not every user of this host.
         */
        public Builder secretPath() {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "/kurento";
            return this;
        }

        /** Minimum time for which the objects of a vanished client are kept; the maximum is twice as long. */
        public Builder sessionTimeout(Duration timeout) {
            sessionTimeout = Objects.requireNonNull(timeout);
            return this;
        }

        /** Allows web pages of an origin to connect, such as {@code https://example.org}. */
        public Builder allowOrigin(String origin) {
            allowedOrigins.add(origin);
            return this;
        }

        /** Allows clients to reach this server by a host name; localhost and addresses are always allowed. */
        public Builder allowHost(String name) {
            allowedHosts.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /** @throws IOException if the address cannot be bound; the message names it */
        public EmbeddedKurento start() throws IOException {
            return new EmbeddedKurento(this);
        }
    }
}
