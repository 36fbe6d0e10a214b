package org.chattycat.app.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An instance of the application, as its lease and the participants say.
 *
 * @param version of the application; null while the instance is of a release that does not store it
 * @param renewed how long ago it renewed its lease
 * @param expired whether the lease has expired
 * @param participants whose pages are connected to it
 * @param sockets WebSockets of all kinds; null as for {@code version}
 */
public record RunningInstance(
        UUID id,
        String version,
        Instant startedAt,
        Duration renewed,
        boolean expired,
        int participants,
        Integer sockets) {}
