package org.chattycat.kurento.embedded.protocol;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps web pages out. Any page in a browser can open a WebSocket to a server on loopback. It cannot hide its Origin,
 * and the Host header shows a name that was rebound to this address. This server's own address is accepted as an
 * Origin: the server has no pages, but Kurento's clients send it.
 */
final class UpgradeGuard extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(UpgradeGuard.class);

    private final byte[] path;
    private final Set<String> allowedOrigins;
    private final AllowedHosts allowedHosts;

    UpgradeGuard(String path, Set<String> allowedOrigins, AllowedHosts allowedHosts) {
        super(false);
        this.path = path.getBytes(StandardCharsets.UTF_8);
        this.allowedOrigins = allowedOrigins;
        this.allowedHosts = allowedHosts;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (origin != null && !namesThisServer(origin, host) && !allowedOrigins.contains(origin)) {
            refuse(context, request, HttpResponseStatus.FORBIDDEN, "an Origin that is not allowed");
        } else if (!allowedHosts.allows(request.headers().getAll(HttpHeaderNames.HOST))) {
            refuse(context, request, HttpResponseStatus.FORBIDDEN, "a Host that is not allowed");
        } else if (!isPath(request.uri().split("\\?", 2)[0])) {
            refuse(context, request, HttpResponseStatus.NOT_FOUND, "another path");
        } else {
            context.fireChannelRead(request);
        }
    }

    /** Kurento's client for Java sends {@code http://host:port}, its client for JavaScript {@code host:port}. */
    private static boolean namesThisServer(String origin, String host) {
        return origin.equals(host) || origin.equals("http://" + host);
    }

    /** Compares in constant time, because the path may be a secret. */
    private boolean isPath(String requested) {
        return MessageDigest.isEqual(path, requested.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(
            ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status, String why) {
        log.warn("Refused a connection from {}: it names {}", context.channel().remoteAddress(), why);
        request.release();
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
