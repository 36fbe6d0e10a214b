package org.chattycat.app.platform.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Reads the rest of a request body that was not used, so that the next request on the connection can follow. The time and size
 * limits of bodies apply; Tomcat itself would read without a time limit.
 */
record BodyDrain(Adapter adapter) implements Adapter {
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public void service(Request request, Response response) throws Exception {
        adapter.service(request, response);
        drain(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        boolean open = adapter.asyncDispatch(request, response, event);
        drain(request, response);
        return open;
    }

    private static void drain(Request request, Response response) {
        // When the client waits for "100 Continue", Tomcat knows that no body follows.
        if (is(request, ActionCode.ASYNC_IS_ASYNC)
                || !is(request, ActionCode.IS_IO_ALLOWED)
                || request.hasExpectation() && response.getStatus() >= 300) {
            return;
        }
        long length = request.getContentLengthLong();
        boolean ofUnknownLength = length < 0 && request.getMimeHeaders().getHeader("Transfer-Encoding") != null;
        if (ofUnknownLength || request.getBytesRead() < length && !isDrained(request, length)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean isDrained(Request request, long length) {
        try {
            Sink sink = new Sink();
            int left = MAX_BYTES;
            while (left > 0 && request.getBytesRead() < length) {
                int read = request.doRead(sink);
                if (read < 0) {
                    return false;
                }
                left -= read;
            }
            return request.getBytesRead() >= length;
        } catch (IOException e) {
            return false;
        }
    }

    /** Receives the bytes from Tomcat, which may also replace the buffer. */
    private static final class Sink implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer bytes) {
            buffer = bytes;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }

    private static boolean is(Request request, ActionCode question) {
        AtomicBoolean answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }
}
