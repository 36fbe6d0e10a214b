package org.chattycat.app.platform.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Restricts the log folder to its owner before logging starts, because the log contains ids of people and stack traces of libraries.
 * A log file outside of the data directory is not changed.
 */
final class PrivateLogFolder implements EnvironmentPostProcessor {
    private final Log log;

    PrivateLogFolder(DeferredLogFactory logs) {
        log = logs.getLog(PrivateLogFolder.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String file = environment.getProperty("logging.file.name", "");
        String dataDir = environment.getProperty("chattycat.data-dir", "");
        if (file.isBlank() || dataDir.isBlank()) {
            return;
        }
        Path logFile = Path.of(file).toAbsolutePath().normalize();
        Path folder = logFile.getParent();
        Path data = Path.of(dataDir).toAbsolutePath().normalize();
        if (folder.equals(data) || !folder.startsWith(data)) {
            return;
        }
        try {
            OwnerOnly.folder(folder);
            OwnerOnly.file(logFile);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path old : files) {
                    if (Files.isRegularFile(old)) {
                        OwnerOnly.file(old);
                    }
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("The log folder " + folder + " cannot be restricted to its owner: " + e);
        }
    }
}
