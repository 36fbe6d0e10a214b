package org.chattycat.app.probe;

import java.time.Duration;
import java.util.List;

/**
 * What a scripted participant does when its WebSocket breaks, or a connection cannot be made.
 *
 * @param instances addresses of the application's instances, which it tries in turns; empty to give up at once
 * @param limit of the time until an instance answers
 */
public record Recovery(List<String> instances, Duration limit) {
    /** Whatever fails is an error. */
    public static final Recovery NONE = new Recovery(List.of(), Duration.ZERO);

    boolean isWanted() {
        return !instances.isEmpty();
    }
}
