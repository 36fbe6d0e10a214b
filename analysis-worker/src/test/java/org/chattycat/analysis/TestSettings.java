package org.chattycat.analysis;

import java.time.Duration;
import org.chattycat.analysis.database.DatabaseSettings;
import org.chattycat.analysis.kurento.MediaServerSettings;
import org.chattycat.analysis.lease.LeaseSettings;

/** The defaults with time-outs that a test can wait for. */
final class TestSettings {
    static final Duration LEASE = Duration.ofSeconds(3);

    private TestSettings() {}

    static WorkerSettings quick() {
        WorkerSettings defaults = WorkerSettings.defaults();
        return new WorkerSettings(
                "test",
                new LeaseSettings(LEASE, Duration.ofMillis(250), Duration.ofMillis(500), 100),
                defaults.rtp(),
                new MediaServerSettings(
                        Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(500)),
                defaults.scan(),
                defaults.measure(),
                defaults.store(),
                new DatabaseSettings(Duration.ofSeconds(3), Duration.ofMillis(250)));
    }
}
