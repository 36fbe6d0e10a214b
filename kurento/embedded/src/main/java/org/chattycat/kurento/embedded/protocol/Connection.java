package org.chattycat.kurento.embedded.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.embedded.objects.ClientSession;
import org.chattycat.kurento.embedded.objects.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's WebSocket. Requests are executed one at a time and in order. The next one is read when the previous one
 * is done, so that a client cannot queue work. A session's events go to the connection that it used last.
 */
final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> implements EventSink {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final Methods methods;
    private final RequestCache cache;
    private final Set<Connection> open;
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private Outbox outbox;

    Connection(Methods methods, RequestCache cache, Set<Connection> open) {
        this.methods = methods;
        this.cache = cache;
        this.open = open;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        outbox = new Outbox(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
            context.pipeline().remove(ReadTimeoutHandler.class);
            open.add(this);
            log.debug("Client {} connected", context.channel().remoteAddress());
            context.read();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        open.remove(this);
        sessions.forEach(session -> session.detach(this));
        log.debug("Client {} disconnected", context.channel().remoteAddress());
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            process(context.channel(), text.text());
            context.read();
        } else {
            // Kurento accepts text only.
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("Closing the connection of {}", context.channel().remoteAddress(), cause);
        context.close();
    }

    Set<ClientSession> sessions() {
        return sessions;
    }

    /** Sends the session's events to this connection from now on. */
    void bind(ClientSession session) {
        sessions.add(session);
        session.attach(this);
    }

    void unbind(ClientSession session) {
        sessions.remove(session);
        session.detach(this);
    }

    @Override
    public void deliver(JsonObject event) {
        outbox.event(GSON.toJson(Rpc.event(event)));
    }

    private void process(Channel channel, String text) {
        JsonElement message;
        try {
            message = Rpc.parse(text);
        } catch (JsonParseException e) {
            // Kurento closes the connection without an answer.
            log.warn("Client {} sent something that is not JSON", channel.remoteAddress());
            channel.close();
            return;
        }
        Optional<String> cached = cache.find(message);
        if (cached.isPresent()) {
            cached.ifPresent(outbox::answer);
            return;
        }
        outbox.holdEvents();
        try {
            CompletionStage<JsonElement> result = methods.call(Rpc.request(message), this);
            result.whenComplete((value, failure) -> answer(message, value, failure));
        } catch (RuntimeException e) {
            answer(message, null, e);
        } finally {
            outbox.flushEvents();
        }
    }

    private void answer(JsonElement message, JsonElement value, Throwable failure) {
        JsonElement id = Rpc.id(message);
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        JsonObject answer = cause == null ? Rpc.result(id, value) : Rpc.error(id, cause);
        String text = GSON.toJson(answer);
        cache.add(message, answer, text);
        outbox.answer(text);
    }
}
