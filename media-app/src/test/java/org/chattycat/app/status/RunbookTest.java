package org.chattycat.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each section that the status page names is in {@code docs/operations.md}. */
class RunbookTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("runbook(?:=|: )[{]?['\"]([^'\"]+)['\"]");

    @Test
    void everySectionExists() throws IOException {
        List<String> headings = Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        List<String> named =
                new ArrayList<>(Stream.of(Runbook.values()).map(Runbook::title).toList());
        int known = named.size();
        // What the page says by itself, when the server does not answer.
        try (Stream<Path> sources = Files.list(ROOT.resolve("web/src/status"))) {
            for (Path source :
                    sources.filter(file -> !file.toString().contains(".test.")).toList()) {
                named.addAll(NAMED.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList());
            }
        }
        assertThat(named).hasSizeGreaterThan(known);
        assertThat(headings).containsAll(named);
    }
}
