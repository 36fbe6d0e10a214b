package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The variables and meters that {@code docs/operations.md} names exist, so that alarms made of it can ring. */
class OperationsPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:CHATTYCAT|MANAGEMENT)_[A-Z_]*[A-Z]\\b");
    private static final Pattern METER = Pattern.compile("\\bchattycat_[a-z_]+");
    private static final Pattern PROBE_METRIC = Pattern.compile("\"(chattycat_probe_[a-z_]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z.]+)\"");

    private final String page = Files.readString(ROOT.resolve("docs/operations.md"));

    OperationsPageTest() throws IOException {}

    private Set<String> named(Pattern pattern) {
        return pattern.matcher(page).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void variablesAreSettings() throws IOException {
        Settings settings = new Settings();
        Set<String> known = settings.variables();
        // A condition reads it, and application.yml names it.
        known.add("CHATTYCAT_LAB");
        assertThat(settings.has("management.server.port")).isTrue();
        known.add("MANAGEMENT_SERVER_PORT");
        // docker-compose.yml passes it on.
        known.add("MANAGEMENT_ADDRESS");
        // The probe reads it, which is a client and has no settings.
        known.add("CHATTYCAT_TOKEN");
        assertThat(named(VARIABLE)).hasSizeGreaterThan(5).isSubsetOf(known);
    }

    @Test
    void metersExist() throws IOException {
        Set<String> known = new HashSet<>();
        for (Path source : meterSources()) {
            Set<String> literals = LITERAL.matcher(Files.readString(source))
                    .results()
                    .map(literal -> literal.group(1))
                    .collect(Collectors.toSet());
            for (String literal : literals) {
                known.add(literal);
                // Names of one group share a prefix that stands alone.
                if (literal.startsWith("chattycat.") && literal.endsWith(".")) {
                    literals.forEach(end -> known.add(literal + end));
                }
            }
        }
        Set<String> exported = known.stream()
                .filter(name -> name.startsWith("chattycat."))
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toSet());
        PROBE_METRIC
                .matcher(Files.readString(
                        ROOT.resolve("media-app/src/main/java/org/chattycat/app/probe/ProbeResult.java")))
                .results()
                .forEach(literal -> exported.add(literal.group(1)));
        // It is a role of the database.
        exported.add("chattycat_app");
        assertThat(named(METER)).hasSizeGreaterThan(7).allSatisfy(name -> assertThat(exported)
                .as(name)
                .containsAnyOf(name, name.replaceFirst("_total$", ""), name.replaceFirst("_seconds$", "")));
    }

    /** A rule of Prometheus: what it asks, how long that must last, and where the run-book is. */
    private record Rule(String expression, String lasting, String section) {}

    @Test
    void alarmsAboutMetersAreRulesOfPrometheus() throws IOException {
        Pattern row = Pattern.compile(
                "^\\| `([^`]*(?:chattycat_|up )[^`]*)`(?: for (\\d+ (?:s|min)))? \\|.*?\\|\\s*(.*?)\\s*\\|$");
        List<Rule> alarms = page.lines()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(found -> new Rule(
                        found.group(1).replace("\\|", "|"),
                        found.group(2) == null
                                ? null
                                : found.group(2).replace(" ", "").replace("min", "m"),
                        found.group(3)))
                .toList();
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(ROOT.resolve("docs/monitoring/alerts.yml")));
        List<Map<String, Object>> rules = file.get("groups").get(0).get("rules");
        assertThat(rules).hasSameSizeAs(alarms).hasSizeGreaterThan(9);
        for (int i = 0; i < rules.size(); i++) {
            Rule alarm = alarms.get(i);
            assertThat(rules.get(i)).containsEntry("expr", alarm.expression());
            assertThat(rules.get(i).get("for")).as(alarm.expression()).isEqualTo(alarm.lasting());
            String section =
                    ((Map<?, ?>) rules.get(i).get("annotations")).get("runbook").toString();
            assertThat("operations.md" + alarm.section() + "operations.md#run-book")
                    .contains(section.substring(section.indexOf('#')));
        }
    }

    private static List<Path> meterSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("media-app", "analysis-worker")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    if (Files.readString(file).contains("io.micrometer.core.instrument")) {
                        sources.add(file);
                    }
                }
            }
        }
        return sources;
    }
}
