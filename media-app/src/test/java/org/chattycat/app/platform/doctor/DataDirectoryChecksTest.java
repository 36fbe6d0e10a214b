package org.chattycat.app.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryChecksTest {
    @TempDir
    private Path folder;

    private String examine(Path directory, String... more) {
        String[] settings = Stream.concat(Stream.of("chattycat.data-dir=" + directory), Stream.of(more))
                .toArray(String[]::new);
        List<String> lines = Examined.lines(DataDirectoryChecks.class, null, settings);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void aMissingFolderIsNotCreated() {
        assertThat(examine(folder.resolve("a/b")))
                .startsWith("ok    data directory: " + folder.resolve("a/b") + " will be created.")
                .contains("the embedded database and the log", "MB are free");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(examine(file)).startsWith("fail").contains(file + " is not a folder", "CHATTYCAT_DATA_DIR");
    }

    /** Nobody can create files there, not even root. */
    @Test
    void aFolderThatCannotBeWritten() {
        assertThat(examine(Path.of("/proc/1/cats"))).startsWith("fail").contains("cannot write to /proc/1");
    }

    @Test
    void tooLittleSpace() {
        assertThat(examine(folder, "management.health.diskspace.threshold=1000000TB"))
                .startsWith("warn")
                .contains("MB are free", "Make room");
    }

    @Test
    void nothingIsStored() {
        assertThat(examine(
                        Path.of("/proc/1/cats"), "chattycat.database.url=postgresql://db/cats", "logging.file.name="))
                .startsWith("ok")
                .contains("Nothing is stored");
    }
}
