package org.chattycat.analysis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingRegistryConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.chattycat.analysis.database.Database;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A worker in a process of its own. Spring Boot's auto-configuration is off: the launcher puts the media application on
 * the same class path, and nothing of it must start here.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    WorkerProperties.class,
    KurentoClientProperties.class,
    DatabaseProperties.class,
    ManagementProperties.class
})
public class WorkerApplication {
    private static final Logger log = LoggerFactory.getLogger(WorkerApplication.class);

    /** Runs until the process is terminated. */
    public static void main(String[] arguments) throws InterruptedException {
        ConfigurableApplicationContext context = run(arguments);
        AnalysisWorker worker = context.getBean(AnalysisWorker.class);
        log.info("Chatty Cat worker {} is ready", worker.id());
        Thread.currentThread().join();
    }

    static ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(WorkerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        // The media application's application.yml lies on the same class path.
        application.setDefaultProperties(Map.of("spring.config.name", "worker"));
        return application.run(arguments);
    }

    /** Meters that can be read from the management port. Without one, what each did in the last minute is logged. */
    @Bean
    MeterRegistry meters(ManagementProperties management) {
        return management.isOn()
                ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
                : LoggingMeterRegistry.builder(LoggingRegistryConfig.DEFAULT).build();
    }

    /** Null where it is off. */
    @Bean
    ManagementServer managementServer(ManagementProperties management, AnalysisWorker worker, MeterRegistry meters) {
        return meters instanceof PrometheusMeterRegistry prometheus
                ? new ManagementServer(management, worker, prometheus)
                : null;
    }

    @Bean
    AnalysisWorker analysisWorker(
            WorkerProperties settings,
            KurentoClientProperties kurento,
            DatabaseProperties properties,
            MeterRegistry meters) {
        var connectionFactory = properties.connectionFactory(settings.database().statementTimeout());
        try (Database database = new Database(connectionFactory, settings.database())) {
            SchemaWait.await(database);
        }
        AnalysisWorker worker = AnalysisWorker.builder()
                .connectionFactory(connectionFactory)
                .settings(settings)
                .kurento(kurento)
                .meters(meters)
                .build();
        worker.start();
        return worker;
    }
}
