package org.chattycat.app.docs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code docs/settings.md}. */
final class SettingsPage {
    private static final String INTRODUCTION = """
            # Settings

            A setting such as `chattycat.sign-in.link-lifetime` is set by the environment variable
            `CHATTYCAT_SIGN_IN_LINK_LIFETIME`: in capitals, with an underscore for each dot and hyphen. The
            meanings and types come from the code, the defaults from `application.yml`, `worker.yml` and
            `kurento-client.yml`, which also say why a number is what it is. This page is generated from both;
            `SettingsPageTest` compares them and says how to write it anew.

            - A *duration* is a number with a unit: `500ms`, `10s`, `5m`, `12h`, `30d`.
            - A *size* is a number with a unit: `64KB`, `500MB`, `1GB`.
            - A *rate limit* such as `10 per 15m` allows 10 uses at once, and then one each 90 seconds. It is
              two settings: `….count` and `….per`.
            - A *list* has commas between its elements. An element with settings of its own has a number:
              `CHATTYCAT_CALL_ICE_SERVERS_0_URLS`.

            A value that cannot be used stops the start, with a message that names the setting.

            """;

    /** Settings of Spring Boot that operators need; its own descriptions do not say what they mean here. */
    private static final Map<String, String> SPRING = new LinkedHashMap<>();

    static {
        SPRING.put("server.port", "port of the page");
        SPRING.put("server.address", "address of the page's listener; others than loopback require a mail server");
        SPRING.put(
                "server.forward-headers-strategy",
                "{@code native} takes the client's address from the headers of trusted proxies");
        SPRING.put(
                "server.tomcat.remoteip.internal-proxies",
                "trusted proxies, as a regular expression of their addresses");
        SPRING.put("server.tomcat.connection-timeout", "limit of the time without data within a request");
        SPRING.put("server.tomcat.keep-alive-timeout", "limit of the time between two requests of a connection");
        SPRING.put("server.tomcat.max-connections", "connections of all clients together");
        SPRING.put("spring.mail.host", "the SMTP server; empty: the embedded mailbox at {@code /dev/mail}");
        SPRING.put(
                "spring.mail.port", "port of the SMTP server; empty: 25, or 465 with {@code spring.mail.ssl.enabled}");
        SPRING.put("spring.mail.username", "user name at the SMTP server; empty: without signing in");
        SPRING.put("spring.mail.password", "password at the SMTP server");
        SPRING.put(
                "spring.mail.ssl.enabled",
                "whether the connection to the SMTP server is encrypted from the start, as on port 465");
        SPRING.put("spring.session.timeout", "a session without a request ends after this time");
        SPRING.put("spring.lifecycle.timeout-per-shutdown-phase", "limit of each phase of a stop");
        SPRING.put(
                "management.server.port",
                "port of health and metrics, of the application or a worker; -1: none, 0: any");
        SPRING.put("management.server.address", "address of that listener, which asks for no authentication");
        SPRING.put("logging.file.name", "the log file; empty: none");
        SPRING.put(
                "logging.structured.format.console",
                "{@code ecs}, {@code gelf} or {@code logstash}: messages on standard output are JSON of this format, of the"
                        + " application or a worker; empty: lines of text");
        SPRING.put("logging.threshold.console", "lowest level of messages on standard output");
        SPRING.put("logging.logback.rollingpolicy.max-file-size", "size at which a new log file is begun");
        SPRING.put("logging.logback.rollingpolicy.max-history", "how many days former log files are kept");
        SPRING.put("logging.logback.rollingpolicy.total-size-cap", "largest size of all former log files");
    }

    private final Settings settings;
    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    SettingsPage() throws IOException {
        settings = new Settings();
    }

    String text() {
        part("The application", Settings.Part.APPLICATION);
        part("Connections to media servers, of the application and of workers", Settings.Part.MEDIA_SERVERS);
        part("Analysis workers, embedded or in processes of their own", Settings.Part.WORKER);
        heading("Settings of Spring Boot");
        rows(SPRING.entrySet().stream()
                .map(entry -> new Settings.Setting(
                        entry.getKey(), settings.spring(entry.getKey()).type(), entry.getValue()))
                .toList());
        return page.toString().strip() + "\n";
    }

    private void part(String title, Settings.Part part) {
        heading(title);
        settings.groups(part).forEach((group, members) -> {
            page.append("### ").append(group).append("\n\n");
            rows(members);
        });
    }

    private void heading(String title) {
        page.append("## ").append(title).append("\n\n");
    }

    private void rows(List<Settings.Setting> rows) {
        page.append("| setting | type | default | meaning |\n|---|---|---|---|\n");
        for (Settings.Setting row : rows) {
            page.append("| ").append(code(row.name()));
            page.append(" | ").append(type(row.type()));
            page.append(" | ").append(code(settings.defaultOf(row)));
            page.append(" | ").append(sentence(row.meaning())).append(" |\n");
        }
        page.append('\n');
    }

    /** A vertical bar ends a cell, even within code. */
    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
    }

    private static String sentence(String meaning) {
        return meaning.replaceAll("\\{@code ([^}]+)}", "`$1`");
    }

    private static String type(String java) {
        return switch (java.substring(Math.max(java.lastIndexOf('.'), java.lastIndexOf('$')) + 1)) {
            case "Duration" -> "duration";
            case "DataSize" -> "size";
            case "Integer", "Double" -> "number";
            case "Boolean" -> "`true`, `false`";
            case "RateLimit" -> "rate limit";
            case "Path" -> "path";
            case "URI" -> "URL";
            case "InetAddress" -> "address";
            case "String", "ForwardHeadersStrategy" -> "text";
            case "String>", "Ice>" -> "list";
            default -> throw new IllegalArgumentException("docs/settings.md has no word for the type " + java);
        };
    }
}
