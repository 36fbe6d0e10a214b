package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @Test
    void concurrentUnpackingSharesOneFolder(@TempDir Path parent) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> unpack = () -> PostgresBinaries.unpack(parent);
            List<Future<Path>> both = pool.invokeAll(List.of(unpack, unpack));
            Path programs = both.get(0).get();
            assertThat(both.get(1).get()).isEqualTo(programs);
            assertThat(programs.resolve("bin/postgres")).isExecutable();
        } finally {
            pool.shutdownNow();
        }
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).hasSize(1);
        }
    }
}
