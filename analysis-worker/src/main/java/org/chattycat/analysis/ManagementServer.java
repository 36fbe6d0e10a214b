package org.chattycat.analysis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the health and the metrics of a worker in a process of its own, at the paths of Spring Boot's actuator. It uses the
 * JDK's server, because a worker has no other use for HTTP.
 */
final class ManagementServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    /** A monitoring system asks every few seconds. */
    private static final int THREADS = 2;

    static {
        // Seconds for a request and for its answer: a slow client must not keep a thread.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "management");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts to listen. */
    ManagementServer(ManagementProperties properties, AnalysisWorker worker, PrometheusMeterRegistry meters) {
        try {
            server = HttpServer.create(new InetSocketAddress(properties.address(), properties.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The worker cannot listen at management.server.address %s, management.server.port %d"
                            .formatted(properties.address().getHostAddress(), properties.port()),
                    e);
        }
        serve("/actuator/health/liveness", exchange -> answer(exchange, 200, JSON, status(true)));
        serve("/actuator/health", exchange -> {
            boolean up = worker.health().databaseReachable();
            answer(exchange, up ? 200 : 503, JSON, status(up));
        });
        serve("/actuator/prometheus", exchange -> answer(exchange, 200, METRICS, meters.scrape()));
        server.setExecutor(executor);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                // The server passes on what only begins with the path.
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, JSON, "{}");
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    exchange.getResponseHeaders().add("Allow", "GET");
                    answer(exchange, 405, JSON, "{}");
                } else {
                    handler.handle(exchange);
                }
            }
        });
    }

    private static String status(boolean up) {
        return "{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}";
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
