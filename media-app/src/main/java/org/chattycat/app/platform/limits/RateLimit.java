package org.chattycat.app.platform.limits;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Allows {@code count} uses at once, and then one every {@code per / count}.
 *
 * @param count how many uses a full bucket allows at once
 * @param per how long an empty bucket takes to become full
 */
public record RateLimit(
        @Min(1) int count, @NotNull @DurationMin(millis = 1) Duration per) {
    Duration interval() {
        return per.dividedBy(count);
    }
}
