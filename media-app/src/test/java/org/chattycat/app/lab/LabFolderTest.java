package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {
    @TempDir
    private Path parent;

    @Test
    void deletesWhatAnEndedRunLeftBehind() throws IOException {
        Path left = parent.resolve("ended").resolve("job");
        Files.createDirectories(left);
        Files.writeString(left.resolve("video"), "video");
        Files.writeString(parent.resolve("ended").resolve("lock"), "");
        try (LabFolder folder = LabFolder.open(parent)) {
            assertThat(parent.resolve("ended")).doesNotExist();
            assertThat(folder.usableSpace()).isPositive();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void leavesARunThatLives() throws IOException {
        try (LabFolder first = LabFolder.open(parent)) {
            Path job = first.ofJob("a");
            Files.createDirectory(job);
            try (LabFolder second = LabFolder.open(parent)) {
                assertThat(job).isDirectory();
                assertThat(second.ofJob("a")).isNotEqualTo(job);
            }
            assertThat(job).isDirectory();
        }
    }

    @Test
    void deletesWhatIsNotThere() {
        LabFolder.delete(parent.resolve("nothing"));
        assertThat(parent).isEmptyDirectory();
    }
}
