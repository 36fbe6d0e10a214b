package org.chattycat.browser;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The system's Firefox, headless, with a fake camera and microphone, driven by {@code web/browser-tests/firefox.mjs}.
 * Playwright can only drive its own build of Firefox, not the one that people use. The environment variable
 * {@code CHATTYCAT_FIREFOX} names another executable than {@code /usr/bin/firefox-esr}.
 */
public final class Firefox implements AutoCloseable {
    private static final Gson GSON = new Gson();
    /** Longer than the script's own limit for a command, whose error message is better. */
    private static final int ANSWER_SECONDS = 60;

    private static final String ENDED = "";

    private final Process driver;
    private final Writer commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int lastId;

    public Firefox() throws IOException {
        driver = new ProcessBuilder(
                        "node",
                        WebFolder.file("browser-tests/firefox.mjs").toString(),
                        System.getenv().getOrDefault("CHATTYCAT_FIREFOX", "/usr/bin/firefox-esr"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = driver.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "firefox-answers");
        reader.setDaemon(true);
        reader.start();
        try {
            answer();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void read() {
        try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            // The driver has ended.
        }
        answers.add(ENDED);
    }

    /**
     * Runs one command of the script.
     *
     * @return its result, {@link JsonNull} if it has none
     * @throws AssertionError with the browser's error message
     */
    public JsonElement run(String page, String command, Object... arguments) {
        int id = ++lastId;
        try {
            commands.write(
                    GSON.toJson(Map.of("id", id, "page", page, "command", command, "arguments", List.of(arguments)))
                            + "\n");
            commands.flush();
            JsonObject answer = answer();
            if (answer.has("error")) {
                throw new AssertionError(page + " in Firefox: " + answer.get("error"));
            }
            return answer.has("result") ? answer.get("result") : JsonNull.INSTANCE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject answer() throws IOException {
        try {
            String line = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(ENDED)) {
                throw new IOException("The Firefox driver " + (line == null ? "does not answer" : "ended"));
            }
            return JsonParser.parseString(line).getAsJsonObject();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the browser and its driver, forcibly if they do not react. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!driver.waitFor(20, TimeUnit.SECONDS)) {
                driver.descendants().forEach(ProcessHandle::destroyForcibly);
                driver.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
