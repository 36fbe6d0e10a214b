package org.chattycat.app.platform.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code database} in the health: down during an outage. Calls continue then, so it is no part of readiness. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {
    private final DatabaseState state;

    DatabaseHealthIndicator(DatabaseState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return state.isAway()
                ? Health.down().withDetail("problem", "does not respond").build()
                : Health.up().build();
    }
}
