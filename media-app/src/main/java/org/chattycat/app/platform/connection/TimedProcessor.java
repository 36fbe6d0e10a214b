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
 * Reads the requests of one connection within their time limits. The limits are checked whenever bytes arrive, and Tomcat's
 * connection time-out limits the time between bytes. So a request ends at the latest one connection time-out after its limit.
 */
final class TimedProcessor extends Http11Processor {
    private final Duration headerTimeout;
    /** The connection whose header is incomplete. Tomcat uses a processor for several connections. */
    private SocketWrapperBase<?> incomplete;

    private long incompleteSince;

    TimedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, ConnectionProperties properties) {
        super(protocol, new BodyDrain(adapter));
        headerTimeout = properties.headerTimeout();
        request.setInputBuffer(new TimedBody(
                request,
                request.getInputBuffer(),
                properties.bodyTimeout(),
                properties.minBodyRate().toBytes()));
    }

    /** Called when bytes of the next header have arrived. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (incomplete == socket && System.nanoTime() - incompleteSince > headerTimeout.toNanos()) {
            return SocketState.CLOSED;
        }
        SocketState state = super.service(socket);
        // LONG: the processor stays with the connection, for the rest of a header or for an asynchronous request.
        if (state != SocketState.LONG || isAsync()) {
            incomplete = null;
        } else if (incomplete != socket) {
            incomplete = socket;
            incompleteSince = System.nanoTime();
        }
        return state;
    }

    /** The body of a request, with a time limit that grows with what has arrived, unless it is a {@link StreamedBody}. */
    private final class TimedBody implements InputBuffer {
        private final Request request;
        private final InputBuffer body;
        private final Duration timeout;
        private final long bytesPerSecond;

        TimedBody(Request request, InputBuffer body, Duration timeout, long bytesPerSecond) {
            this.request = request;
            this.body = body;
            this.timeout = timeout;
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            Duration silence = StreamedBody.silence(request);
            if (silence != null) {
                getSocketWrapper().setReadTimeout(silence.toMillis());
                return body.doRead(handler);
            }
            Duration allowed = timeout.plusSeconds(request.getBytesRead() / bytesPerSecond);
            if (System.nanoTime() - request.getStartTimeNanos() > allowed.toNanos()) {
                throw new SocketTimeoutException("the body of a request took longer than " + allowed);
            }
            return body.doRead(handler);
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
