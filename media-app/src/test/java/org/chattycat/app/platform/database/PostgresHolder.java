package org.chattycat.app.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** A program that starts the embedded PostgreSQL of a directory and waits until it is killed. */
final class PostgresHolder {
    private PostgresHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres server = EmbeddedPostgres.start(
                Path.of(arguments[0]), Path.of(arguments[1]), Duration.ofSeconds(120), DataSize.ofMegabytes(32));
        System.out.println("port " + server.address().port());
        Thread.sleep(Duration.ofMinutes(10).toMillis());
    }
}
