package org.chattycat.app.platform.connection;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.apache.coyote.Request;

/**
 * A request whose body arrives while it is being made, which can take hours. Whoever has found out that the request is welcome
 * allows that; until then the limits of all requests apply.
 */
public final class StreamedBody {
    /** Tomcat passes attributes on to the connection whose names begin like this. */
    private static final String SILENCE = "org.apache.tomcat.chattycat.streamed-body";

    private StreamedBody() {}

    /**
     * Lets the body take as long as it does.
     *
     * @param silence the longest time without a byte
     */
    public static void allow(HttpServletRequest request, Duration silence) {
        request.setAttribute(SILENCE, silence);
    }

    /** The longest time without a byte; null for a body to which the usual limits apply. */
    static Duration silence(Request request) {
        return (Duration) request.getAttribute(SILENCE);
    }
}
