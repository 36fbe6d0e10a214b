package org.chattycat.app.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.MediaApp;
import org.chattycat.app.platform.database.DatabaseAddress;
import org.chattycat.app.platform.database.SharedPostgres;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command in a process of its own, with settings from the environment as in a container. */
class DoctorIT {
    @TempDir
    private Path folder;

    private record Outcome(int status, String out) {}

    private Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                MediaApp.class.getName(),
                "doctor"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATTYCAT_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        builder.environment().put("CHATTYCAT_DATA_DIR", folder.resolve("data").toString());
        Process process = builder.start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void examinesEverythingAndChangesNothing() throws Exception {
        DatabaseAddress database = SharedPostgres.freshDatabase();
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
            Map<String, String> environment = new HashMap<>();
            environment.put("SERVER_PORT", "0");
            environment.put(
                    "CHATTYCAT_DATABASE_URL",
                    "postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                            + "?sslmode=disable");
            environment.put("CHATTYCAT_DATABASE_USERNAME", database.username());
            environment.put("CHATTYCAT_DATABASE_PASSWORD", database.password());
            environment.put("CHATTYCAT_KURENTO_URIS", kurento.uri().toString());
            // Nothing listens there.
            environment.put("SPRING_MAIL_HOST", "127.0.0.1");
            environment.put("SPRING_MAIL_PORT", "1");
            environment.put("SPRING_MAIL_USERNAME", "cat");
            environment.put("SPRING_MAIL_PASSWORD", "meow-3307");
            environment.put("CHATTYCAT_MAIL_FROM", "Chatty Cat <no-reply@example.org>");
            environment.put("CHATTYCAT_CALL_TURN_URLS", "turn:127.0.0.1:1?transport=tcp");
            environment.put("CHATTYCAT_CALL_TURN_SECRET", "purr-7041");
            environment.put("LOGGING_THRESHOLD_CONSOLE", "INFO");
            // The tests may keep the machine busy.
            environment.put("CHATTYCAT_DOCTOR_CHECK_LIMIT", "60s");
            environment.put("CHATTYCAT_KURENTO_CONNECT_TIMEOUT", "60s");
            environment.put("CHATTYCAT_KURENTO_REQUEST_TIMEOUT", "60s");

            Outcome outcome = run(environment, "--json");

            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.out()).doesNotContain(database.password(), "meow-3307", "purr-7041");
            assertThat(outcome.out().lines()).hasSize(1);
            JsonNode checks = JsonMapper.shared().readTree(outcome.out()).get("checks");
            Map<String, String> worst = new HashMap<>();
            checks.forEach(check -> worst.merge(
                    check.get("check").asString(),
                    check.get("status").asString(),
                    (one, other) -> one.equals("ok") ? other : one));
            assertThat(worst)
                    .as(outcome.out())
                    .containsEntry("settings", "ok")
                    .containsEntry("data directory", "ok")
                    .containsEntry("database", "ok")
                    .containsEntry(
                            "media server ws://127.0.0.1:" + kurento.uri().getPort(), "ok")
                    .containsEntry("public URL", "ok")
                    .containsEntry("mail server", "fail")
                    .containsEntry("TURN turn:127.0.0.1:1?transport=tcp", "fail")
                    .hasSize(7);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWrongSettingIsNamed() throws Exception {
        Outcome outcome = run(Map.of("CHATTYCAT_SIGN_IN_LINK_LIFETIME", "soon"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out())
                .isEqualTo(
                        "fail  settings: chattycat.sign-in.link-lifetime is 'soon', which is not a duration such as 10s or 5m."
                                + " Correct the setting, for example in the environment variable CHATTYCAT_SIGN_IN_LINK_LIFETIME."
                                + " docs/settings.md lists all settings with their defaults.\n");

        outcome = run(Map.of(), "--server.address=0.0.0.0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out())
                .startsWith("fail  settings: ")
                .contains("0.0.0.0", "SPRING_MAIL_HOST")
                .hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }
}
