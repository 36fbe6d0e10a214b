package org.chattycat.app.platform.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Reads requests of one connection, each within its time. The limits are looked at whenever bytes arrive, and silence is limited
 * by Tomcat's connection time-out: a request ends at the latest one connection time-out after its own.
 */
final class TimedProcessor extends Http11Processor {
    private final Duration headerTimeout;
    /** The connection whose header is unfinished: a processor goes from one connection to another. */
    private SocketWrapperBase<?> unfinished;

    private long unfinishedSince;

    TimedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, ConnectionProperties properties) {
        super(protocol, new BodyDrain(adapter));
        headerTimeout = properties.headerTimeout();
        request.setInputBuffer(new TimedBody(request, request.getInputBuffer(), properties.bodyTimeout()));
    }

    /** Called when bytes have arrived that no request waits for: those of the next request's header. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (unfinished == socket && System.nanoTime() - unfinishedSince > headerTimeout.toNanos()) {
            return SocketState.CLOSED;
        }
        SocketState state = super.service(socket);
        // LONG: the processor stays with the connection, for the rest of a header or until an asynchronous request is
        // done.
        if (state != SocketState.LONG || isAsync()) {
            unfinished = null;
        } else if (unfinished != socket) {
            unfinished = socket;
            unfinishedSince = System.nanoTime();
        }
        return state;
    }

    /** A request's body, which must have come in time. */
    private record TimedBody(Request request, InputBuffer body, Duration timeout) implements InputBuffer {
        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (System.nanoTime() - request.getStartTimeNanos() > timeout.toNanos()) {
                throw new SocketTimeoutException("the body of a request took longer than " + timeout);
            }
            return body.doRead(handler);
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
