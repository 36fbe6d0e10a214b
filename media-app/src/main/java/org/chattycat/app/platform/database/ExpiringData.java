package org.chattycat.app.platform.database;

import reactor.core.publisher.Mono;

/** Data that is deleted after some time. Housekeeping calls every bean of this type about once a minute. */
public interface ExpiringData {
    /**
     * Deletes what has expired. Several instances of the application may do this at the same time.
     *
     * @return how many rows were deleted
     */
    Mono<Long> deleteExpired();
}
