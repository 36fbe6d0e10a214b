package org.chattycat.app.latency;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Clock;
import org.chattycat.analysis.AnalysisWorker;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the embedded worker, unless {@code chattycat.worker.embedded} is false. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class AnalysisConfiguration {
    @Bean
    @ConditionalOnBooleanProperty("chattycat.worker.embedded")
    EmbeddedWorker embeddedWorker(
            PostgresqlConnectionFactory connections,
            WorkerProperties settings,
            KurentoClientProperties kurento,
            Clock clock,
            LiveValues liveValues,
            MeterRegistry meters) {
        return new EmbeddedWorker(AnalysisWorker.builder()
                .connectionFactory(connections)
                .settings(settings)
                .kurento(kurento)
                .clock(clock)
                .liveListener(liveValues)
                .meters(meters)
                .build());
    }
}
