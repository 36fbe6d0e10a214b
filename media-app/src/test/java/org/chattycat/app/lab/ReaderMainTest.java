package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of an analysis and its standard input. */
class ReaderMainTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The process prints a line every 20 ms. */
    private static final Duration QUIET = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    @Test
    void pausesAndGoesOnWhenItIsToldToAndEndsWithItsInput() throws IOException, InterruptedException {
        Path video = Files.writeString(folder.resolve("video"), FakeReader.HEAD + "endless");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeReader.class.getName(),
                        video.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            AtomicLong bytes = count(process.getInputStream());
            awaitMore(bytes);
            tell(process, ReaderMain.PAUSE);
            Awaitility.await().atMost(LIMIT).pollInterval(QUIET).until(() -> bytes.getAndSet(0) == 0);
            tell(process, ReaderMain.RESUME);
            awaitMore(bytes);
            tell(process, ReaderMain.PAUSE);
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("also while it pauses")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitMore(AtomicLong bytes) {
        bytes.set(0);
        Awaitility.await().atMost(LIMIT).until(() -> bytes.get() > 0);
    }

    private static void tell(Process process, int command) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(command);
        input.flush();
    }

    private static AtomicLong count(InputStream output) {
        AtomicLong bytes = new AtomicLong();
        Thread thread = new Thread(
                () -> {
                    try (output) {
                        while (output.read() >= 0) {
                            bytes.incrementAndGet();
                        }
                    } catch (IOException e) {
                        // The process has ended.
                    }
                },
                "count");
        thread.setDaemon(true);
        thread.start();
        return bytes;
    }
}
