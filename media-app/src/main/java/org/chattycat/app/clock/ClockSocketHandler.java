package org.chattycat.app.clock;

import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.connection.OpenWebSockets;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The WebSockets of all clock pages: opens and closes them, enforces their limits, and decodes what they receive. */
@Component
class ClockSocketHandler extends TextWebSocketHandler implements OpenWebSockets, DisposableBean {
    /** The attribute of a session with its client's address. */
    static final String CLIENT = ClockSocketHandler.class.getName() + ".client";

    private static final Logger log = LoggerFactory.getLogger(ClockSocketHandler.class);
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
    private static final int CLOSERS = 4;

    private record Page(ClockSocket socket, ClockConnection connection, String client) {}

    private final ClockServices services;
    private final ClientLimits limits;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor closers;
    private final ScheduledExecutorService timer;

    ClockSocketHandler(ClockServices services, ClientLimits limits) {
        this.services = services;
        this.limits = limits;
        ThreadFactory daemon = task -> {
            Thread thread = new Thread(task, "clock-sockets");
            thread.setDaemon(true);
            return thread;
        };
        this.closers = new ThreadPoolExecutor(
                CLOSERS, CLOSERS, IDLE_THREAD.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), daemon);
        closers.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, daemon);
        long tick = Math.max(1, services.properties().openWithin().toMillis() / 4);
        timer.scheduleWithFixedDelay(this::closeSocketsThatOpenedNoClock, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    public int openWebSockets() {
        return pages.size();
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        session.setTextMessageSizeLimit(
                (int) services.properties().maxMessageSize().toBytes());
        Session container = ((NativeWebSocketSession) session).getNativeSession(Session.class);
        if (container == null) {
            throw new IllegalStateException("not a session of the servlet container");
        }
        long sendTimeout = services.properties().sendTimeout().toMillis();
        container.getAsyncRemote().setSendTimeout(sendTimeout);
        container.getUserProperties().put(BLOCKING_SEND_TIMEOUT, sendTimeout);
        String client = (String) session.getAttributes().get(CLIENT);
        ClockSocket socket = new ClockSocket(session, container, closers);
        try {
            limits.take(client);
        } catch (ClockException e) {
            socket.end(e);
            return;
        }
        pages.put(session.getId(), new Page(socket, new ClockConnection(services, socket, true), client));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage text) {
        Page page = pages.get(session.getId());
        if (page == null) {
            return;
        }
        try {
            page.connection().receive(ClockCodec.read(text.getPayload()));
        } catch (ClockException e) {
            page.socket().end(e);
        } catch (RuntimeException e) {
            if (!DatabaseFailure.isOutage(e)) {
                throw e;
            }
            log.debug("A clock could not be opened because the database is unavailable", e);
            page.socket()
                    .end(new ClockException(
                            ClockErrorCode.DATABASE_AWAY, "The database does not answer. Try again in a moment."));
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Page page = pages.remove(session.getId());
        if (page != null) {
            limits.release(page.client());
            page.connection().close();
        }
    }

    private void closeSocketsThatOpenedNoClock() {
        long limit = services.properties().openWithin().toNanos();
        pages.values().stream()
                .filter(page ->
                        page.connection().clock() == null && page.socket().ageNanos() > limit)
                .forEach(page -> page.socket().end(ClockException.badMessage("This page did not open a clock.")));
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        closers.shutdown();
    }
}
