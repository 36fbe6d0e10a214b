package org.chattycat.analysis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingRegistryConfig;
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
@EnableConfigurationProperties({WorkerProperties.class, KurentoClientProperties.class, DatabaseProperties.class})
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

    /** Logs what each meter did in the last minute; a worker has no port from which they could be read. */
    @Bean
    MeterRegistry meters() {
        return LoggingMeterRegistry.builder(LoggingRegistryConfig.DEFAULT).build();
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
