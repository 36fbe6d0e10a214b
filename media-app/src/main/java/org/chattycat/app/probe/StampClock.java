package org.chattycat.app.probe;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.sender.ClockScene;
import tools.jackson.databind.JsonNode;

/** The stamp clock of a page: an id, and the server's time as the page estimates it, so that this machine's clock does not matter. */
final class StampClock {
    private static final int PINGS = 10;
    private static final long PONG_LIMIT_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 50;

    private final CallSocket socket;
    private final String clockId;
    /** The server's time where {@link System#nanoTime} is 0. */
    private final double originMs;

    private final double errorMs;

    private StampClock(CallSocket socket, String clockId, double originMs, double errorMs) {
        this.socket = socket;
        this.clockId = clockId;
        this.originMs = originMs;
        this.errorMs = errorMs;
    }

    /** Estimates the server's time by the ping with the shortest round trip, and asks for an id. */
    static StampClock start(CallSocket socket) throws IOException, InterruptedException {
        double bestRoundTrip = Double.POSITIVE_INFINITY;
        double originMs = 0;
        BlockingQueue<double[]> pongs = new LinkedBlockingQueue<>();
        try (CallSocket.Listening ignored = socket.listen(message -> {
            if (message.path("type").asString().equals("pong") && message.has("serverMs")) {
                pongs.add(new double[] {
                    message.path("sentMs").asDouble(), message.path("serverMs").asDouble(), nanoMs()
                });
            }
        })) {
            for (int i = 0; i < PINGS; i++) {
                socket.send("ping", Map.of("sentMs", nanoMs()));
                double[] pong = pongs.poll(PONG_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
                if (pong == null) {
                    throw new IOException("'ping' was not answered");
                }
                double roundTrip = pong[2] - pong[0];
                if (roundTrip < bestRoundTrip) {
                    bestRoundTrip = roundTrip;
                    originMs = pong[1] - (pong[0] + pong[2]) / 2;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        JsonNode answer;
        try {
            answer = socket.request("stampClock", Map.of()).join();
        } catch (CompletionException e) {
            throw new IOException("'stampClock' was not answered", e);
        }
        if (!answer.path("type").asString().equals("stampClock")) {
            throw new IOException(
                    "'stampClock' was refused: " + answer.path("message").asString());
        }
        StampClock stamp = new StampClock(socket, answer.path("clockId").asString(), originMs, bestRoundTrip / 2);
        stamp.report();
        return stamp;
    }

    private static double nanoMs() {
        return System.nanoTime() / 1e6;
    }

    long nowMs() {
        return Math.round(originMs + nanoMs());
    }

    /** The text of the code at a time. */
    String text(Instant at) {
        return ClockScene.text(at) + "oTI" + clockId;
    }

    /** States its time, which a page does each second. */
    void report() {
        socket.send("clockReport", Map.of("clockId", clockId, "clockMs", originMs + nanoMs(), "errorMs", errorMs));
    }
}
