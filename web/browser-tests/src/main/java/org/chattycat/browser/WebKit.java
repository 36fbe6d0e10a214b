package org.chattycat.browser;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * WebKit, the engine of Safari, as Debian's {@code webkit2gtk-driver} brings it: its small browser on a virtual display of
 * {@code xvfb}, driven by WebDriver.
 */
public final class WebKit implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/WebKitWebDriver");
    private static final Path DISPLAY = Path.of("/usr/bin/xvfb-run");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long POLL_MS = 100;
    private static final long END_SECONDS = 10;
    private static final int HTTP_OK = 200;
    private static final Gson GSON = new Gson();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String base;
    private final String session;

    /** Whether both packages are installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(DRIVER) && Files.isExecutable(DISPLAY);
    }

    /**
     * @param width of the window, in pixels
     * @param height of the window, in pixels
     */
    public WebKit(int width, int height) throws IOException {
        int port = freePort();
        base = "http://127.0.0.1:" + port + "/session";
        ProcessBuilder command = new ProcessBuilder(
                        DISPLAY.toString(), "-a", DRIVER.toString(), "--host=127.0.0.1", "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // Its sandbox needs user namespaces, which a container may not have.
        command.environment().put("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        driver = command.start();
        try {
            session = "/" + start().getAsJsonObject().get("sessionId").getAsString();
            post(session + "/window/rect", Map.of("width", width, "height", height));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts the browser once the driver listens. */
    private JsonElement start() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                return post("", Map.of("capabilities", Map.of()));
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !driver.isAlive()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public void open(String url) {
        run("/url", Map.of("url", url));
    }

    /**
     * Calls a JavaScript function in the page, and waits for its promise if it returns one.
     *
     * @throws AssertionError with the browser's message if it fails
     */
    public JsonElement evaluate(String function) {
        String script =
                "const done = arguments[0]; Promise.resolve((" + function + ")()).then(done, e => done('' + e))";
        return run("/execute/async", Map.of("script", script, "args", List.of()));
    }

    private JsonElement run(String command, Map<String, ?> body) {
        try {
            return post(session + command, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonElement post(String path, Map<String, ?> body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofString(GSON.toJson(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
            if (response.statusCode() != HTTP_OK) {
                throw new AssertionError("WebKit: " + answer);
            }
            return answer.get("value");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the browser, its driver and its display. */
    @Override
    public void close() {
        List<ProcessHandle> processes = driver.descendants().toList();
        processes.forEach(ProcessHandle::destroy);
        driver.destroy();
        try {
            if (!driver.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        processes.forEach(ProcessHandle::destroyForcibly);
    }
}
