package org.chattycat.app.platform.lan;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Lets requests from the local network reach the clock page, its files, its socket and its polls. Every other request gets 404
 * before any other part of the application sees it. The path is compared as it was sent, so an encoded one never matches.
 */
final class LanGate extends ValveBase {
    /** Marks requests that came over this listener. */
    static final String PASSED = LanGate.class.getName() + ".passed";

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final Map<Pattern, Set<String>> OPEN = Map.of(
            Pattern.compile("/clock"),
            READ,
            Pattern.compile("/assets/[A-Za-z0-9_-][A-Za-z0-9._-]*"),
            READ,
            Pattern.compile("/clock/socket"),
            Set.of("GET"),
            Pattern.compile("/clock/poll"),
            Set.of("POST"));

    private final Connector lan;
    private final String host;

    /** @param host of the listener, without port */
    LanGate(Connector lan, String host) {
        super(true);
        this.lan = lan;
        this.host = host;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector() != lan) {
            getNext().invoke(request, response);
        } else if (isOpen(request.getMethod(), request.getRequestURI())
                && (host + ":" + lan.getLocalPort()).equals(request.getHeader("Host"))) {
            // Whoever signed in at this address did so with another service on this machine.
            request.getCoyoteRequest().getMimeHeaders().removeHeader("Cookie");
            request.getCoyoteRequest().getMimeHeaders().removeHeader("Authorization");
            request.setAttribute(PASSED, true);
            getNext().invoke(request, response);
        } else {
            response.setStatus(404);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
        }
    }

    private static boolean isOpen(String method, String path) {
        return path != null
                && OPEN.entrySet().stream()
                        .anyMatch(open -> open.getKey().matcher(path).matches()
                                && open.getValue().contains(method));
    }
}
