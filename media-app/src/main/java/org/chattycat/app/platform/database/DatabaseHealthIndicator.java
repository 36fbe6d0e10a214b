package org.chattycat.app.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code database} in the health: down during an outage. Calls continue then, so it is no part of readiness. Also a gauge. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {
    private final DatabaseState state;

    DatabaseHealthIndicator(DatabaseState state, MeterRegistry meters) {
        this.state = state;
        Gauge.builder("chattycat.database.up", state, database -> database.isAway() ? 0 : 1)
                .description("1 while the database answers, 0 while it does not")
                .register(meters);
    }

    @Override
    public Health health() {
        return state.isAway()
                ? Health.down().withDetail("problem", "does not respond").build()
                : Health.up().build();
    }
}
