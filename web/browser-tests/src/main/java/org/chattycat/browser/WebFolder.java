package org.chattycat.browser;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the front end, where npm installs the packages that tests use. */
final class WebFolder {
    private WebFolder() {}

    /**
     * Finds a file in it, in the working directory or a directory above: tests run in the folder of their module.
     *
     * @throws IllegalStateException if there is no such file
     */
    static Path file(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("web").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("web/" + name + " is in no directory above the working directory");
    }
}
