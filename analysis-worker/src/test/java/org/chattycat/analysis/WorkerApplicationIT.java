package org.chattycat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.sql.DataSource;
import org.chattycat.analysis.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class WorkerApplicationIT {
    @Test
    void runsAloneAgainstADatabaseAndLeavesItCleanly() throws Exception {
        try (TestDatabase server = new TestDatabase()) {
            try (ConfigurableApplicationContext context = WorkerApplication.run(
                    "--chattycat.database.url=" + server.url(),
                    "--chattycat.database.username=postgres",
                    "--chattycat.worker.name=alone",
                    "--management.server.port=0",
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
                int port = context.getBean(ManagementServer.class).port();
                assertThat(get(port, "/actuator/health")).isEqualTo("200 {\"status\":\"UP\"}");
                assertThat(get(port, "/actuator/health/liveness")).startsWith("200");
                assertThat(get(port, "/actuator/prometheus"))
                        .contains("chattycat_worker_taps 0.0", "chattycat_worker_latency_seconds_count");
                assertThat(get(port, "/actuator/prometheus/x")).startsWith("404");
                assertThat(get(port, "/")).startsWith("404");
            }
            assertThat(server.jdbc().queryForObject("select count(*) from worker", Integer.class))
                    .isZero();
        }
    }

    /** The status and the body of an answer. */
    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void withoutADatabaseItSaysWhatToSet() {
        assertThatThrownBy(() -> WorkerApplication.run().close())
                .rootCause()
                .hasMessageContaining("CHATTYCAT_DATABASE_URL");
    }
}
