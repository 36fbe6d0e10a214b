package org.chattycat.kurento.embedded.protocol;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends answers and events to one client. Events that occur during a request follow its answer, so that a client knows
 * an object's id before it receives events of the object. Never blocks. A client that does not read is disconnected.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Channel channel;
    private final List<String> heldEvents = new ArrayList<>();
    private boolean holding;

    Outbox(Channel channel) {
        this.channel = channel;
    }

    synchronized void holdEvents() {
        holding = true;
    }

    synchronized void flushEvents() {
        holding = false;
        heldEvents.forEach(this::send);
        heldEvents.clear();
    }

    synchronized void event(String text) {
        if (holding) {
            heldEvents.add(text);
        } else {
            send(text);
        }
    }

    synchronized void answer(String text) {
        send(text);
    }

    private void send(String text) {
        if (!channel.isWritable() && channel.isActive()) {
            log.warn("Disconnecting client {}: it does not read its messages", channel.remoteAddress());
            channel.close();
        } else {
            channel.writeAndFlush(new TextWebSocketFrame(text));
        }
    }
}
