package org.chattycat.app.kurento;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code mediaServers} in the health: down while none answers, because no call works then. Also a gauge per server. */
@Component
class MediaServersHealthIndicator implements HealthIndicator {
    private final MediaServers servers;

    MediaServersHealthIndicator(MediaServers servers, MeterRegistry meters) {
        this.servers = servers;
        servers.answering().keySet().forEach(server -> Gauge.builder(
                        "chattycat.media.server.up",
                        servers,
                        all -> all.answering().get(server) ? 1 : 0)
                .description("1 while the media server answers, 0 while it does not")
                .tag("server", server)
                .register(meters));
    }

    @Override
    public Health health() {
        Map<String, Boolean> answering = servers.answering();
        Health.Builder health = answering.containsValue(true) ? Health.up() : Health.down();
        answering.forEach((server, up) -> health.withDetail(server, up ? "answers" : "does not answer"));
        return health.build();
    }
}
