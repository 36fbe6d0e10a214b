package org.chattycat.app.platform.limits;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * The state of one bucket.
 *
 * @param wholeAt when the bucket is full again; the theoretical arrival time of the generic cell rate algorithm
 */
@Table("rate_limit")
record RateLimitBucket(@Id String bucket, Instant wholeAt) {}
