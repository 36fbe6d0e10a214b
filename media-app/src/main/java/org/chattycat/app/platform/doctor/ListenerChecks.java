package org.chattycat.app.platform.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Whether the ports of the application are free, or used by the application itself. */
@Order(2)
final class ListenerChecks implements Checks {
    private static final int SITE_PORT = 8080;

    private final List<Listener> listeners = new ArrayList<>();

    /**
     * @param address null for all addresses
     * @param path answers with {@code mark} if the application is running; null if it cannot be asked
     */
    private record Listener(String name, InetAddress address, int port, String variables, String path, String mark) {
        @Override
        public String toString() {
            return (address == null ? "all addresses" : address.getHostAddress()) + ", port " + port;
        }

        URI uri() {
            InetAddress host =
                    address == null || address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            String literal =
                    host.getHostAddress().contains(":") ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
            return URI.create("http://" + literal + ":" + port + path);
        }
    }

    ListenerChecks(ServerProperties server, Environment environment) {
        Binder settings = Binder.get(environment);
        int port = server.getPort() == null ? SITE_PORT : server.getPort();
        listeners.add(new Listener(
                "port of the site",
                server.getAddress(),
                port,
                "SERVER_PORT and SERVER_ADDRESS",
                "/",
                PublicUrlChecks.MARK));
        listeners.add(new Listener(
                "port of health and metrics",
                settings.bind("management.server.address", InetAddress.class).orElse(null),
                settings.bind("management.server.port", Integer.class).orElse(-1),
                "MANAGEMENT_SERVER_PORT and MANAGEMENT_SERVER_ADDRESS",
                "/actuator/health/liveness",
                "\"status\""));
        if (settings.bind("chattycat.lan", Boolean.class).orElse(false)) {
            listeners.add(new Listener(
                    "port for the local network",
                    null,
                    settings.bind("chattycat.lan-port", Integer.class).orElse(0),
                    "CHATTYCAT_LAN_PORT",
                    null,
                    null));
        }
        // 0 is any free port, and -1 none.
        listeners.removeIf(listener -> listener.port() <= 0);
    }

    @Override
    public List<Check> checks() {
        return listeners.stream()
                .map(listener -> new Check(listener.name(), (limit, findings) -> examine(listener, limit, findings)))
                .toList();
    }

    private static void examine(Listener listener, Duration limit, Findings findings) throws InterruptedException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listener.address(), listener.port()), 1);
            findings.ok("It is free (" + listener + ").");
        } catch (BindException e) {
            explain(listener, e, limit, findings);
        } catch (IOException e) {
            findings.fail(
                    "It cannot be used (" + listener + "): " + e.getMessage() + ".",
                    "Correct " + listener.variables() + ".");
        }
    }

    private static void explain(Listener listener, BindException e, Duration limit, Findings findings)
            throws InterruptedException {
        String why = String.valueOf(e.getMessage());
        if (why.contains("Permission denied")) {
            findings.fail(
                    "This user may not use it (" + listener + ").",
                    "Choose a port from 1024 in " + listener.variables() + ", behind a proxy.");
        } else if (why.contains("annot assign")) {
            findings.fail(
                    "This machine does not have the address (" + listener + ").",
                    "Correct " + listener.variables() + ".");
        } else if (listener.path() == null) {
            findings.warn(
                    "It is used (" + listener + ").",
                    "This is right if Chatty Cat is running. Otherwise correct " + listener.variables() + ".");
        } else if (isChattyCat(listener, limit)) {
            findings.ok("Chatty Cat is running and uses it (" + listener + ").");
        } else {
            findings.fail(
                    "Another program uses it (" + listener + ").",
                    "Stop that program, or correct " + listener.variables() + ".");
        }
    }

    private static boolean isChattyCat(Listener listener, Duration limit) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(listener.uri()).timeout(limit).build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(limit)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains(listener.mark());
        } catch (IOException e) {
            return false;
        }
    }
}
