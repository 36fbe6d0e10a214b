package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for readers: their links lead somewhere, and the classes and tests that they name exist. */
class DocumentationTest {
    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Without the targets of links, which cannot be broken. */
    private static final int WIDTH = 100;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    /** A name of at least two words, such as {@code FrameAssembler}, or with a method, such as {@code GuestsIT.removes}. */
    private static final Pattern NAME =
            Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:\\.([a-z]\\w+))?(?:\\(\\))?");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(page -> page.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.add(ROOT.resolve("docs/kubernetes/README.md"));
            pages.add(ROOT.resolve("README.md"));
            pages.add(ROOT.resolve("CHANGELOG.md"));
            return pages.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        String text = Files.readString(page);
        List<String> broken = new ArrayList<>();
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            String[] target = link.group(1).split("#", 2);
            if (target[0].contains(":")) {
                continue;
            }
            Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]);
            if (!Files.exists(file) || target.length == 2 && !headings(file).contains(target[1])) {
                broken.add(link.group(1));
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void proseWrapsAtOneWidth(Path page) throws IOException {
        List<String> tooLong = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(page)) {
            code ^= line.startsWith("```");
            boolean prose = !code && !line.startsWith("|") && !line.startsWith("#");
            String text = LINK.matcher(line).replaceAll("]");
            if (prose && text.length() > WIDTH && text.strip().contains(" ")) {
                tooLong.add(line);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** Pages that guide a reader through the code. */
    static Stream<Path> guides() {
        return Stream.of("how-it-works.md", "security.md")
                .map(name -> ROOT.resolve("docs").resolve(name));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void namesExist(Path page) throws IOException {
        Map<String, Path> sources = sources();
        List<String> unknown = new ArrayList<>();
        for (MatchResult code : CODE.matcher(Files.readString(page)).results().toList()) {
            var name = NAME.matcher(code.group(1));
            if (!name.matches()) {
                continue;
            }
            Path source = sources.get(name.group(1));
            if (source == null
                    || name.group(2) != null && !Files.readString(source).contains(" " + name.group(2) + "(")) {
                unknown.add(code.group(1));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void findsSources() throws IOException {
        assertThat(sources()).containsKey("DocumentationTest").hasSizeGreaterThan(300);
    }

    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Java types of all modules by their simple names. */
    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new HashMap<>();
        for (String module : List.of("media-app", "analysis-worker", "kurento")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
        return sources;
    }
}
