package org.chattycat.app.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.mock.env.MockEnvironment;

class PrivateLogFolderTest {
    @TempDir
    private Path directory;

    @Test
    void restrictsANewFolderAndItsLog() throws IOException {
        Path data = directory.resolve("new/data");
        restrict(data, data.resolve("log/chatty-cat.log"));
        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(data.resolve("log"))).isEqualTo("rwx------");
        assertThat(mode(data.resolve("log/chatty-cat.log"))).isEqualTo("rw-------");
    }

    @Test
    void restrictsOpenFilesOfAnEarlierRelease() throws IOException {
        Path log = Files.createDirectories(directory.resolve("log"));
        Path current = Files.writeString(log.resolve("chatty-cat.log"), "kept");
        Path old = Files.writeString(log.resolve("chatty-cat.log.2026-01-01.0.gz"), "old");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
        restrict(directory, current);
        assertThat(mode(log)).isEqualTo("rwx------");
        assertThat(mode(old)).isEqualTo("rw-------");
        assertThat(current).hasContent("kept");
    }

    @Test
    void leavesOtherFoldersAlone() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
        restrict(directory.resolve("data"), elsewhere.resolve("chatty-cat.log"));
        assertThat(mode(elsewhere)).isEqualTo("rwxr-xr-x");
    }

    private static void restrict(Path dataDir, Path logFile) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("chattycat.data-dir", dataDir.toString())
                .withProperty("logging.file.name", logFile.toString());
        new PrivateLogFolder(new DeferredLogs()).postProcessEnvironment(environment, new SpringApplication());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
