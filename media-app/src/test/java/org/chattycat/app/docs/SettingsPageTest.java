package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} says what the code and the defaults say. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");
    private static final String WRITE = "chattycat.write-settings";

    private final Settings settings = new Settings();

    SettingsPageTest() throws IOException {}

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = new SettingsPage().text();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as(
                        "docs/settings.md differs from the settings. Write it anew: mvn -pl media-app -am test"
                                + " -Dtest=SettingsPageTest -D%s=true -Dsurefire.failIfNoSpecifiedTests=false",
                        WRITE)
                .hasContent(page);
    }

    /** Otherwise a setting that a placeholder or a condition uses would be missing on the page. */
    @Test
    void everyDefaultBelongsToASetting() {
        assertThat(settings.namesWithDefaults()).hasSizeGreaterThan(100).allSatisfy(name -> assertThat(
                        settings.has(name)
                                || settings.has(name.replaceFirst("\\.(count|per)$", ""))
                                || settings.has(name.replaceFirst("\\[\\d+].*$", "")))
                .as(name)
                .isTrue());
    }

    @Test
    void everySettingHasAMeaning() {
        for (Settings.Part part : Settings.Part.values()) {
            if (part != Settings.Part.SPRING) {
                assertThat(settings.groups(part))
                        .isNotEmpty()
                        .values()
                        .flatMap(group -> group)
                        .allSatisfy(setting -> {
                            assertThat(setting.meaning()).as(setting.name()).hasSizeGreaterThan(10);
                            // The processor finds a parameter by how its name begins: maxWait must come before
                            // maxWaiting.
                            assertThat(setting.meaning())
                                    .as(
                                            "The Javadoc of %s, before it a parameter whose name begins like it",
                                            setting.name())
                                    .doesNotMatch("[A-Z][a-z]+[A-Z].*")
                                    .doesNotContain("{@link", "@param");
                        });
            }
        }
    }
}
