package org.chattycat.kurento.embedded.protocol;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.objects.ObjectService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves an {@link ObjectService} at {@code ws://host:port} and the configured path. */
public final class WebSocketServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebSocketServer.class);
    /** An upgrade request has no body and a few hundred bytes of headers. */
    private static final int MAX_UPGRADE_BYTES = 8 << 10;

    private static final long HANDSHAKE_TIMEOUT_MILLIS = 10_000;
    /** A client with more unsent bytes than this counts as not reading. */
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(4 << 20, 8 << 20);
    /** Requests are short. Several threads keep a negotiation from delaying the pings of other clients. */
    private static final int REQUEST_THREADS = 4;

    private static final long SHUTDOWN_SECONDS = 5;

    private final ObjectService server;
    private final ProtocolConfig config;
    private final Methods methods;
    private final RequestCache cache;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final EventLoopGroup io =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("kurento-io", true), NioIoHandler.newFactory());
    private final EventExecutorGroup requests =
            new DefaultEventExecutorGroup(REQUEST_THREADS, new DefaultThreadFactory("kurento-request", true));
    private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    public WebSocketServer(ObjectService server, ProtocolConfig config, Clock clock) {
        this.server = server;
        this.config = config;
        this.methods = new Methods(server);
        this.cache = new RequestCache(clock);
    }

    /** @return the address it listens on */
    public InetSocketAddress start() throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(io)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        initialize(channel);
                    }
                });
        Channel listener;
        try {
            listener = bootstrap.bind(config.bind()).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding", e);
        } catch (Exception e) {
            throw new IOException("cannot listen on " + config.bind() + ": " + e.getMessage(), e);
        }
        accepted.add(listener);
        long intervalMillis = config.sessionTimeout().toMillis();
        requests.scheduleAtFixedRate(this::sweep, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
        return (InetSocketAddress) listener.localAddress();
    }

    private void initialize(SocketChannel channel) {
        if (accepted.size() >= config.maxConnections()) {
            log.warn(
                    "Refused a connection from {}: {} connections are open already",
                    channel.remoteAddress(),
                    accepted.size());
            channel.close();
            return;
        }
        accepted.add(channel);
        WebSocketServerProtocolConfig webSocket = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(config.path())
                .checkStartsWith(true)
                // Kurento closes the connection without a close frame.
                .sendCloseFrame(null)
                .maxFramePayloadLength(config.maxMessageBytes())
                .handshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS)
                .build();
        channel.pipeline()
                .addLast(new ReadTimeoutHandler(HANDSHAKE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_UPGRADE_BYTES))
                .addLast(new UpgradeGuard(
                        config.path(), config.allowedOrigins(), new AllowedHosts(config.allowedHosts())))
                .addLast(new WebSocketServerProtocolHandler(webSocket))
                .addLast(new WebSocketFrameAggregator(config.maxMessageBytes()))
                .addLast(requests, new Connection(methods, cache, open));
        channel.read();
    }

    private void sweep() {
        try {
            open.forEach(connection -> connection.sessions().forEach(server::touch));
            server.sweep();
        } catch (RuntimeException e) {
            log.error("Collecting expired sessions failed", e);
        }
    }

    /** Stops answering all clients for a while. */
    public void freeze(Duration duration) {
        for (EventExecutorGroup group : List.of(io, requests)) {
            group.forEach(executor -> executor.execute(() -> sleep(duration)));
        }
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops listening and closes all connections. The objects stay alive. */
    @Override
    public void close() {
        accepted.close().awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        // A closed channel notifies its handlers in a later task of its event loop, and they still need the request
        // threads.
        for (int i = 0; i < 2; i++) {
            io.submit(() -> {}).awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
        requests.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        io.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
