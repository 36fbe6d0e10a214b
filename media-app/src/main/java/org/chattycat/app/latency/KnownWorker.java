package org.chattycat.app.latency;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.database.ClockOffset;

/**
 * A worker, as its row and its leases say.
 *
 * @param seen how long ago its last heartbeat was
 * @param silent whether its taps are free for others, because the last heartbeat is too old
 * @param replaced whether a worker with the same name has started since
 * @param clock of the database against the worker's; null before it was measured
 * @param taps that it held at its last heartbeat
 */
public record KnownWorker(
        UUID id,
        String name,
        Instant startedAt,
        Instant seenAt,
        Duration seen,
        boolean silent,
        boolean replaced,
        ClockOffset clock,
        int taps) {}
