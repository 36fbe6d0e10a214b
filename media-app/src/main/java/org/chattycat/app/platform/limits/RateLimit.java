package org.chattycat.app.platform.limits;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * So many in a time: {@code count} at once, then one each {@code per / count}.
 *
 * @param count how many a rested bucket allows at once
 * @param per how long until an empty bucket is whole again
 */
public record RateLimit(@Min(1) int count, @NotNull Duration per) {
    Duration interval() {
        return per.dividedBy(count);
    }
}
