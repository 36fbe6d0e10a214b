package org.chattycat.app.platform.config;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop. Spring Boot has just made the readiness probe fail; a load balancer that asks it now and then needs
 * some time to notice, and until then it sends people here. Everything still works during the delay. Then {@code Rooms} tells
 * the pages to move.
 */
@Component
@EnableConfigurationProperties(StopProperties.class)
class StopDelay implements SmartLifecycle {
    private final StopProperties properties;
    private volatile boolean running;

    StopDelay(StopProperties properties) {
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        CompletableFuture.delayedExecutor(properties.delay().toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Highest phases stop first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
