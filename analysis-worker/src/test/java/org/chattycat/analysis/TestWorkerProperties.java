package org.chattycat.analysis;

import java.time.Duration;
import org.chattycat.analysis.database.DatabaseTimeouts;
import org.chattycat.analysis.lease.LeaseProperties;
import org.chattycat.kurento.client.KurentoClientProperties;

/** The defaults with time-outs that a test can wait for. */
final class TestWorkerProperties {
    static final Duration LEASE = Duration.ofSeconds(3);

    private TestWorkerProperties() {}

    static KurentoClientProperties quickKurento() {
        return new KurentoClientProperties(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    static WorkerProperties quick() {
        WorkerProperties defaults = WorkerProperties.defaults();
        return new WorkerProperties(
                "test",
                new LeaseProperties(LEASE, Duration.ofMillis(250), Duration.ofMillis(500), 100),
                defaults.rtp(),
                defaults.scan(),
                defaults.measure(),
                defaults.store(),
                new DatabaseTimeouts(Duration.ofSeconds(3), Duration.ofMillis(250)));
    }
}
