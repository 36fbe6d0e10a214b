package org.chattycat.analysis;

import java.time.Duration;
import org.chattycat.analysis.database.DatabaseSettings;
import org.chattycat.analysis.lease.LeaseSettings;
import org.chattycat.kurento.client.KurentoClientProperties;

/** The defaults with time-outs that a test can wait for. */
final class TestSettings {
    static final Duration LEASE = Duration.ofSeconds(3);

    private TestSettings() {}

    static KurentoClientProperties quickKurento() {
        return new KurentoClientProperties(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    static WorkerSettings quick() {
        WorkerSettings defaults = WorkerSettings.defaults();
        return new WorkerSettings(
                "test",
                new LeaseSettings(LEASE, Duration.ofMillis(250), Duration.ofMillis(500), 100),
                defaults.rtp(),
                defaults.scan(),
                defaults.measure(),
                defaults.store(),
                new DatabaseSettings(Duration.ofSeconds(3), Duration.ofMillis(250)));
    }
}
