package org.chattycat.app.browser;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The system's Firefox, headless, with a made-up camera, driven by {@code web/browser-tests/firefox.mjs}: Playwright drives
 * a Firefox of its own only, not the one that people have.
 */
final class Firefox implements AutoCloseable {
    private static final Gson GSON = new Gson();

    private final Process driver;
    private final Writer commands;
    private final BufferedReader answers;
    private int lastId;

    Firefox() throws IOException {
        driver = new ProcessBuilder(
                        "node",
                        Path.of("../web/browser-tests/firefox.mjs").toString(),
                        System.getenv().getOrDefault("CHATTYCAT_FIREFOX", "/usr/bin/firefox-esr"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = driver.outputWriter(StandardCharsets.UTF_8);
        answers = driver.inputReader(StandardCharsets.UTF_8);
        if (!answer().has("ready")) {
            throw new IllegalStateException("Firefox did not start");
        }
    }

    /**
     * Carries out one command of the script.
     *
     * @return its result, null where there is none
     * @throws AssertionError with what the browser says
     */
    JsonElement run(String page, String command, Object... arguments) {
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
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The Firefox driver ended");
        }
        return JsonParser.parseString(line).getAsJsonObject();
    }

    /** Ends the browser with its driver, by force when it does not listen. */
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
