package org.chattycat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.sql.DataSource;
import org.chattycat.analysis.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class WorkerApplicationIT {
    @Test
    void runsAloneAgainstADatabaseAndLeavesItCleanly() {
        try (TestDatabase server = new TestDatabase()) {
            try (ConfigurableApplicationContext context = WorkerApplication.run(
                    "--chattycat.database.url=" + server.url(),
                    "--chattycat.database.username=postgres",
                    "--chattycat.worker.name=alone",
                    "--chattycat.worker.lease.capacity=7")) {
                AnalysisWorker worker = context.getBean(AnalysisWorker.class);
                assertThat(context.getBean(WorkerProperties.class).lease().capacity())
                        .isEqualTo(7);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> worker.health().databaseReachable());
                assertThat(server.jdbc()
                                .queryForObject("select host from worker where id = ?", String.class, worker.id()))
                        .isEqualTo("alone");
                assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
            }
            assertThat(server.jdbc().queryForObject("select count(*) from worker", Integer.class))
                    .isZero();
        }
    }

    @Test
    void withoutADatabaseItSaysWhatToSet() {
        assertThatThrownBy(() -> WorkerApplication.run().close())
                .rootCause()
                .hasMessageContaining("CHATTYCAT_DATABASE_URL");
    }
}
