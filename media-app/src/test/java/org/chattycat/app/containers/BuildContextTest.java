package org.chattycat.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build of the images gets to see, and so may keep in a layer. */
class BuildContextTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final IgnoreFile ignored = IgnoreFile.read(ROOT.resolve(".dockerignore"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                ".env.example",
                ".env.production",
                "backup.sql",
                "secrets/turn.txt",
                "tls/privkey.pem",
                ".data/postgresql/PG_VERSION",
                ".git/config",
                "docker-compose.yml",
                "docs/production.md",
                "kurento/server/kurento.conf.json",
                "media-app/.env",
                "media-app/src/main/.env",
                "media-app/src/main/resources/server.key",
                "media-app/target/media-app-0.1.0-SNAPSHOT.jar",
                "media-app/src/test/java/SomeTest.java",
                "web/.env",
                "web/.env.local",
                "web/src/.env.production",
                "web/src/tls/privkey.pem",
                "web/node_modules/vite/package.json",
            })
    void leavesLocalFilesOut(String path) {
        assertThat(ignored.excludes(path)).as(path).isTrue();
    }

    @Test
    void holdsEverythingThatTheModulesAreMadeOf() throws IOException {
        List<String> modules = found("<module>(.+?)</module>", Files.readString(ROOT.resolve("pom.xml")));
        assertThat(modules).isNotEmpty();
        for (String module : modules) {
            assertThat(ignored.excludes(module + "/pom.xml"))
                    .as(module + "/pom.xml")
                    .isFalse();
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main"))) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                                .filter(ignored::excludes))
                        .isEmpty();
            } catch (NoSuchFileException e) {
                assertThat(module).as("the module without Java sources").isEqualTo("web");
            }
        }
    }

    @Test
    void holdsThePagesThatTheWebBuildNames() throws IOException {
        String input = found("input: \\[(.+?)]", Files.readString(ROOT.resolve("web/vite.config.ts")))
                .get(0);
        assertThat(found("'(.+?)'", input))
                .contains("index.html")
                .allSatisfy(page ->
                        assertThat(ignored.excludes("web/" + page)).as(page).isFalse());
    }

    /** Otherwise each change of a source fetches the libraries again. */
    @Test
    void copiesEveryPomBeforeTheSources() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        String beforeSources = dockerfile.substring(0, dockerfile.indexOf("COPY . ."));
        for (String module : found("<module>(.+?)</module>", Files.readString(ROOT.resolve("pom.xml")))) {
            assertThat(beforeSources).contains("COPY " + module + "/pom.xml ");
        }
    }

    @Test
    void holdsWhatTheDockerfileNames() throws IOException {
        List<String> sources = found("(?m)^COPY (?!--from)(.+) \\S+$", Files.readString(ROOT.resolve("Dockerfile")));
        assertThat(sources).contains("pom.xml");
        for (String source : sources) {
            for (String path : source.split(" ")) {
                // A folder that is excluded itself may still hold files that are not.
                if (Files.isRegularFile(ROOT.resolve(path))) {
                    assertThat(ignored.excludes(path)).as(path).isFalse();
                }
            }
        }
    }

    private static List<String> found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
