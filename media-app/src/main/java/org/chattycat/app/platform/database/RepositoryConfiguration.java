package org.chattycat.app.platform.database;

import java.time.Clock;
import java.util.Optional;
import org.chattycat.app.MediaApp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.r2dbc.config.EnableR2dbcAuditing;
import org.springframework.data.r2dbc.repository.config.EnableR2dbcRepositories;

/**
 * Spring Data R2DBC for all packages of the application. {@code @CreatedDate} and {@code @LastModifiedDate} take their time
 * from the application's clock, so that tests control it.
 */
@Configuration(proxyBeanMethods = false)
@EnableR2dbcRepositories(basePackageClasses = MediaApp.class)
@EnableR2dbcAuditing(dateTimeProviderRef = "auditingTime")
class RepositoryConfiguration {
    @Bean
    DateTimeProvider auditingTime(Clock clock) {
        return () -> Optional.of(clock.instant());
    }
}
