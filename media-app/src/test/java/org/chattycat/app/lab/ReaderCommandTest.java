package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderCommandTest {
    @TempDir
    private Path folder;

    @Test
    void namesEachEntryOfTheClassPathAbsolutely() {
        List<String> program = ReaderCommand.program("target/classes" + File.pathSeparator + "lib/a.jar", "Main");
        assertThat(program)
                .containsExactly(
                        "-cp",
                        new File("target/classes").getAbsolutePath()
                                + File.pathSeparator
                                + new File("lib/a.jar").getAbsolutePath(),
                        "Main");
    }

    @Test
    void aJarThatNamesItsLibrariesIsAClassPath() throws IOException {
        String jar = jarWith("org/example/Main.class");
        assertThat(ReaderCommand.program(jar, "Main")).containsExactly("-cp", jar, "Main");
    }

    @Test
    void theLoaderOfAnExecutableJarStartsTheMainClass() throws IOException {
        String loader = "org.springframework.boot.loader.launch.PropertiesLauncher";
        String jar = jarWith(loader.replace('.', '/') + ".class");
        assertThat(ReaderCommand.program(jar, "Main")).containsExactly("-cp", jar, "-Dloader.main=Main", loader);
    }

    private String jarWith(String entry) throws IOException {
        Path jar = folder.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
        }
        return jar.toString();
    }
}
