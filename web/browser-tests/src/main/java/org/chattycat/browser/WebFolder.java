package org.chattycat.browser;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the front end, where npm installs what tests use. */
final class WebFolder {
    private WebFolder() {}

    /**
     * A file in it. The folder is here or further up: tests run in the folder of their module.
     *
     * @throws IllegalStateException when there is no such file
     */
    static Path file(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("web").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("web/" + name + " is nowhere above the working directory");
    }
}
